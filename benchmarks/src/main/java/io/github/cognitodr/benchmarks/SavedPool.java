package io.github.cognitodr.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was saved of a pool of made-up users, every one of whom an import job takes, one of ten being born in it. Files are
 * streamed, since the largest are larger than what this process has left.
 */
final class SavedPool {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BUFFER = 1 << 16;
    private static final int BORN_HERE_ONE_OF = 10;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;

    SavedPool(S3Client s3, String bucket, String pool) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = "snapshots/" + pool + "/";
    }

    /**
     * Holds a sealed snapshot's manifest against the pool, and each of its files against the manifest.
     *
     * @throws BenchmarkException if users are missing, or there twice
     */
    void checkSnapshot(int users) {
        String snapshot = json(prefix + "latest.json").path("snapshotId").asString();
        JsonNode manifest = json(prefix + snapshot + "/manifest.json");
        same("users of the manifest", users, manifest.path("users").asLong());
        same(
                "importable users of the manifest",
                users,
                manifest.path("importable").asLong());
        same(
                "new users of the manifest",
                users / BORN_HERE_ONE_OF,
                manifest.path("newUsers").asLong());
        Map<String, Long> rowsByKind = new HashMap<>();
        for (JsonNode file : manifest.path("files")) {
            String key = file.path("key").asString();
            long rows = rows(key);
            same("rows of " + key, file.path("rows").asLong(), rows);
            String name = key.substring(key.lastIndexOf('/') + 1);
            rowsByKind.merge(name.replaceFirst("-\\d+\\..*", ""), rows, Long::sum);
        }
        same("rows of users", users, rowsByKind.getOrDefault("users", 0L));
        same("rows of new-users", users / BORN_HERE_ONE_OF, rowsByKind.getOrDefault("new-users", 0L));
        same("rows of profiles", users, rowsByKind.getOrDefault("profiles", 0L));
    }

    /**
     * Counts the one file of a pool that was saved without a manifest.
     *
     * @throws BenchmarkException if users are missing, or there twice
     */
    void checkFile(int users) {
        same("rows of users.csv", users, rows(prefix + "users.csv"));
    }

    /** Makes room for the next. */
    void remove() {
        s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList()
                .forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
    }

    /** Lines, but for the header of a CSV file. No value of a made-up user has a line break. */
    private long rows(String key) {
        try (InputStream raw = s3.getObject(get -> get.bucket(bucket).key(key));
                InputStream content = key.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw) {
            return lines(content) - (key.endsWith(".csv") ? 1 : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long lines = 0;
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    lines++;
                }
            }
        }
        return lines;
    }

    private JsonNode json(String key) {
        return JSON.readTree(
                s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
    }

    private static void same(String what, long expected, long found) {
        if (expected != found) {
            throw new BenchmarkException(what + ": expected " + expected + ", found " + found);
        }
    }
}
