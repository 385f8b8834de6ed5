package io.github.cognitodr.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import tools.jackson.databind.json.JsonMapper;

/** The snapshots of one pool in the bucket. */
final class Snapshots {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    Snapshots(S3Client s3, String bucket, String poolId) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = "snapshots/" + poolId + "/";
    }

    /**
     * Waits for a sealed snapshot whose listing began after a moment.
     *
     * @throws DrillException if there is none within the limit
     */
    Manifest await(Instant startedAfter, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            try {
                String id = JSON.readTree(read(prefix + "latest.json"))
                        .path("snapshotId")
                        .asString();
                Manifest manifest = Manifest.parse(read(prefix + id + "/manifest.json"));
                if (!manifest.startedAt().isBefore(startedAfter)) {
                    return manifest;
                }
            } catch (NoSuchKeyException e) {
                // Not yet: a snapshot without a manifest does not exist to anybody.
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new DrillException(
                "no snapshot of a listing after " + startedAfter + " within " + limit.toSeconds() + " s");
    }

    /** Saves the manifest and all its files. */
    void download(Manifest manifest, Path directory) throws IOException {
        save(prefix + manifest.snapshotId() + "/manifest.json", directory.resolve("manifest.json"));
        for (Manifest.File file : manifest.files()) {
            save(file.key(), directory.resolve(file.name()));
        }
    }

    private void save(String key, Path file) throws IOException {
        Files.write(file, read(key));
    }

    private byte[] read(String key) {
        return s3.getObjectAsBytes(object -> object.bucket(bucket).key(key)).asByteArray();
    }
}
