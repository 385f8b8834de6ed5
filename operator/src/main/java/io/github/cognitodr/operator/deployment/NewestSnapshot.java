package io.github.cognitodr.operator.deployment;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.AwsTrouble;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.LatestSnapshot;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * The snapshot that {@code latest.json} of the standby names.
 *
 * @param isThere whether its manifest can be read and is one
 */
public record NewestSnapshot(String id, Instant startedAt, boolean isThere) {
    private static final int LARGEST_DOCUMENT = 16 * 1024 * 1024;

    /**
     * Asks S3.
     *
     * @throws CommandException if the bucket could not be asked
     */
    public static Optional<NewestSnapshot> of(Deployment deployment) {
        UserPoolId pool = deployment.poolId(Side.STANDBY);
        Optional<byte[]> latest = object(deployment, SnapshotKeys.latest(pool));
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        try {
            LatestSnapshot named = LatestSnapshot.parse(latest.get());
            return Optional.of(new NewestSnapshot(
                    named.snapshotId().value(),
                    named.snapshotId().startedAt(),
                    object(deployment, SnapshotKeys.manifest(pool, named.snapshotId()))
                            .filter(NewestSnapshot::isManifest)
                            .isPresent()));
        } catch (MalformedJsonException other) {
            return Optional.of(new NewestSnapshot("(latest.json names none)", Instant.EPOCH, false));
        }
    }

    private static boolean isManifest(byte[] utf8) {
        try {
            Manifest.parse(utf8);
            return true;
        } catch (MalformedJsonException other) {
            return false;
        }
    }

    private static Optional<byte[]> object(Deployment deployment, String key) {
        String bucket = deployment.bucket();
        try (var content =
                deployment.s3().getObject(request -> request.bucket(bucket).key(key))) {
            return Optional.of(content.readNBytes(LARGEST_DOCUMENT));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        } catch (SdkException failed) {
            throw AwsTrouble.of(failed, "s3:GetObject", bucket + "/" + key, "S3", deployment.region(Side.STANDBY));
        } catch (IOException cut) {
            throw CommandException.aws(
                    bucket + "/" + key + " could not be read to its end: run the same command again.", cut);
        }
    }
}
