package io.github.cognitodr.operator.deployment;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.AwsTrouble;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.LatestSnapshot;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The snapshot that {@code latest.json} of the standby names.
 *
 * @param isThere whether its manifest can be read and is its own
 * @param amiss names of files of its manifest that are missing or of another size; empty without a manifest
 */
public record NewestSnapshot(String id, Instant startedAt, boolean isThere, List<String> amiss) {
    private static final int LARGEST_DOCUMENT = 16 * 1024 * 1024;

    public NewestSnapshot {
        amiss = List.copyOf(amiss);
    }

    /**
     * Asks S3.
     *
     * @throws CommandException if the bucket could not be asked
     */
    public static Optional<NewestSnapshot> of(Deployment deployment) {
        return of(
                deployment.s3(), deployment.bucket(), deployment.poolId(Side.STANDBY), deployment.region(Side.STANDBY));
    }

    /**
     * The same of any bucket.
     *
     * @param region the bucket's, for messages
     */
    static Optional<NewestSnapshot> of(S3Client s3, String bucket, UserPoolId pool, String region) {
        Objects objects = new Objects(s3, bucket, region);
        Optional<byte[]> latest = objects.read(SnapshotKeys.latest(pool));
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        SnapshotId named;
        try {
            named = LatestSnapshot.parse(latest.get()).snapshotId();
        } catch (MalformedJsonException other) {
            return Optional.of(new NewestSnapshot("(latest.json names none)", Instant.EPOCH, false, List.of()));
        }
        Optional<Manifest> manifest = objects.read(SnapshotKeys.manifest(pool, named))
                .flatMap(NewestSnapshot::manifest)
                .filter(found ->
                        found.userPoolId().equals(pool) && found.snapshotId().equals(named));
        return Optional.of(new NewestSnapshot(
                named.value(),
                named.startedAt(),
                manifest.isPresent(),
                manifest.map(found -> amiss(found, objects)).orElse(List.of())));
    }

    private static Optional<Manifest> manifest(byte[] utf8) {
        try {
            return Optional.of(Manifest.parse(utf8));
        } catch (MalformedJsonException other) {
            return Optional.empty();
        }
    }

    private static List<String> amiss(Manifest manifest, Objects objects) {
        Map<String, Long> sizes = objects.sizes(SnapshotKeys.folder(manifest.userPoolId(), manifest.snapshotId()));
        List<String> amiss = new ArrayList<>();
        for (SnapshotFile file : manifest.contents().files()) {
            Long size = sizes.get(file.key());
            if (size == null) {
                amiss.add(file.name() + " (missing)");
            } else if (size != file.bytes()) {
                amiss.add(file.name() + " (" + size + " bytes instead of " + file.bytes() + ")");
            }
        }
        return amiss;
    }

    /** What is in the bucket. */
    private record Objects(S3Client s3, String bucket, String region) {
        Optional<byte[]> read(String key) {
            try (var content = s3.getObject(request -> request.bucket(bucket).key(key))) {
                return Optional.of(content.readNBytes(LARGEST_DOCUMENT));
            } catch (NoSuchKeyException none) {
                return Optional.empty();
            } catch (SdkException failed) {
                throw AwsTrouble.of(failed, "s3:GetObject", bucket + "/" + key, "S3", region);
            } catch (IOException cut) {
                throw CommandException.aws(
                        bucket + "/" + key + " could not be read to its end: run the same command again.", cut);
            }
        }

        Map<String, Long> sizes(String prefix) {
            Map<String, Long> sizes = new HashMap<>();
            try {
                for (S3Object object : s3.listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(prefix))
                        .contents()) {
                    sizes.put(object.key(), object.size());
                }
            } catch (SdkException failed) {
                throw AwsTrouble.of(failed, "s3:ListBucket", bucket + "/" + prefix, "S3", region);
            }
            return sizes;
        }
    }
}
