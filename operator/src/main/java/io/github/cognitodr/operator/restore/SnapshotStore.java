package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.AwsTrouble;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.LatestSnapshot;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The snapshots of one pool in the bucket; nothing of them is believed that their hashes do not say. */
final class SnapshotStore {
    private static final int ATTEMPTS = 4;
    private static final int BLOCK = 1 << 16;

    private final S3Client s3;
    private final String bucket;
    private final String region;
    private final UserPoolId pool;

    SnapshotStore(S3Client s3, String bucket, String region, UserPoolId pool) {
        this.s3 = s3;
        this.bucket = bucket;
        this.region = region;
        this.pool = pool;
    }

    /** The snapshot that was sealed last. */
    SnapshotId latest() {
        byte @Nullable [] latest = read(SnapshotKeys.latest(pool));
        if (latest == null) {
            throw CommandException.wrongUse("The bucket " + bucket + " has no snapshot of the pool " + pool.value()
                    + ": check --bucket and --standby-pool. Snapshots are taken after sign-ups and once a day.");
        }
        try {
            return LatestSnapshot.parse(latest).snapshotId();
        } catch (MalformedJsonException malformed) {
            throw CommandException.wrongUse("The object " + SnapshotKeys.latest(pool) + " of the bucket " + bucket
                    + " is damaged: name a snapshot with --from-snapshot (cognito-dr snapshots lists them).");
        }
    }

    /** The table of contents of a snapshot. */
    Manifest manifest(SnapshotId snapshot) {
        byte @Nullable [] manifest = read(SnapshotKeys.manifest(pool, snapshot));
        if (manifest == null) {
            throw CommandException.wrongUse("There is no snapshot " + snapshot + " of the pool " + pool.value()
                    + " in the bucket " + bucket
                    + ", or it was never finished, or has expired (cognito-dr snapshots lists those that there are).");
        }
        try {
            Manifest parsed = Manifest.parse(manifest);
            if (!parsed.userPoolId().equals(pool) || !parsed.snapshotId().equals(snapshot)) {
                throw CommandException.wrongUse("The manifest of the snapshot " + snapshot + " is of another one ("
                        + parsed.snapshotId() + " of the pool "
                        + parsed.userPoolId().value() + "): it is refused, and nothing was changed.");
            }
            return parsed;
        } catch (MalformedJsonException malformed) {
            throw CommandException.wrongUse("The manifest of the snapshot " + snapshot + " is refused, and nothing was"
                    + " changed: " + malformed.getMessage() + ". Use another one with --from-snapshot.");
        }
    }

    /**
     * Downloads a file, if it is not there yet: under its name only when its size and hash are those of the manifest.
     *
     * @param progress told of bytes as they come
     */
    Path download(SnapshotFile file, Path directory, LongConsumer progress) throws IOException {
        Path whole = directory.resolve(file.name());
        if (Files.exists(whole) && Files.size(whole) == file.bytes()) {
            progress.accept(file.bytes());
            return whole;
        }
        Path part = directory.resolve(file.name() + ".part");
        for (int attempt = 1; ; attempt++) {
            try {
                check(file, transfer(file, part, progress));
                Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return whole;
            } catch (NoSuchKeyException missing) {
                throw CommandException.wrongUse("The file " + file.name() + " of the snapshot is missing in the bucket "
                        + bucket + ": the snapshot is refused, and nothing was changed.");
            } catch (SdkException refused) {
                throw trouble(refused, "s3:GetObject", file.key());
            } catch (InterruptedTransferException cut) {
                if (attempt == ATTEMPTS) {
                    throw CommandException.aws("The download of " + file.name()
                            + " was cut off several times: check the network, and run the same command again.");
                }
            }
        }
    }

    private Transfer transfer(SnapshotFile file, Path part, LongConsumer progress)
            throws IOException, InterruptedTransferException {
        MessageDigest sha256 = sha256();
        long bytes = 0;
        try (InputStream in = s3.getObject(request -> request.bucket(bucket).key(file.key()));
                OutputStream out = Files.newOutputStream(part)) {
            byte[] block = new byte[BLOCK];
            int read;
            while ((read = read(in, block)) >= 0) {
                sha256.update(block, 0, read);
                out.write(block, 0, read);
                bytes += read;
                progress.accept(read);
            }
        } catch (InterruptedTransferException cut) {
            progress.accept(-bytes);
            throw cut;
        }
        return new Transfer(bytes, HexFormat.of().formatHex(sha256.digest()));
    }

    private static int read(InputStream in, byte[] block) throws InterruptedTransferException {
        try {
            return in.read(block);
        } catch (IOException cut) {
            throw new InterruptedTransferException();
        }
    }

    private static void check(SnapshotFile file, Transfer transfer) {
        if (transfer.bytes() != file.bytes() || !transfer.sha256().equals(file.sha256())) {
            throw CommandException.wrongUse("The file " + file.name() + " is not the one that the snapshot's manifest"
                    + " names ("
                    + (transfer.bytes() == file.bytes()
                            ? "its SHA-256 differs"
                            : transfer.bytes() + " bytes in the place of " + file.bytes())
                    + "): the snapshot is refused, and nothing was changed. Use another one with --from-snapshot.");
        }
    }

    private byte @Nullable [] read(String key) {
        try {
            return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asByteArray();
        } catch (NoSuchKeyException missing) {
            return null;
        } catch (SdkException failed) {
            throw trouble(failed, "s3:GetObject", key);
        }
    }

    private CommandException trouble(SdkException failed, String action, String key) {
        return AwsTrouble.of(failed, action, "the bucket " + bucket + " (" + key + ")", "S3", region);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private record Transfer(long bytes, String sha256) {}

    /** The connection broke, while the disk is well. */
    private static final class InterruptedTransferException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
