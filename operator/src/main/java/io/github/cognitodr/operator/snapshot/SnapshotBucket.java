package io.github.cognitodr.operator.snapshot;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.LatestSnapshot;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bucket of the snapshots. Nothing of a file is believed that the manifest's size and hash do not say. What S3 refuses,
 * and what is not there, is a {@link CommandException}. Thread-safe.
 *
 * <pre>{@code
 * SnapshotBucket bucket = new SnapshotBucket(s3, "backup-bucket", "ap-northeast-3");
 * Manifest manifest = bucket.manifest(pool, bucket.latest(pool));
 * for (SnapshotFile file : manifest.contents().files(FileKind.PROFILES)) {
 *     Path whole = bucket.download(file, directory, progress::step);
 * }
 * }</pre>
 */
public final class SnapshotBucket {
    private static final String ALL_POOLS = "snapshots/";
    private static final String OTHERS = " (cognito-dr snapshots lists those that there are)";

    private final S3Client s3;
    private final String bucket;
    private final BucketTrouble trouble;

    /** @param region the bucket's, for messages */
    public SnapshotBucket(S3Client s3, String bucket, String region) {
        this.s3 = s3;
        this.bucket = bucket;
        this.trouble = new BucketTrouble(bucket, region);
    }

    public String name() {
        return bucket;
    }

    /** What there is of a pool; nothing is no failure here. */
    public PoolSnapshots snapshots(UserPoolId pool) {
        Set<SnapshotId> begun = new HashSet<>();
        List<SnapshotId> sealed = new ArrayList<>();
        String prefix = SnapshotKeys.ofPool(pool);
        try {
            for (S3Object object : s3.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .contents()) {
                SnapshotKeys.snapshotOf(pool, object.key()).ifPresent(begun::add);
                SnapshotKeys.sealedBy(pool, object.key()).ifPresent(sealed::add);
            }
        } catch (SdkException failed) {
            throw trouble.of(failed, "s3:ListBucket", prefix);
        }
        sealed.sort(Comparator.reverseOrder());
        return new PoolSnapshots(sealed, begun.size() - sealed.size());
    }

    /** The snapshot that was sealed last, as {@code latest.json} names it. Its manifest may have expired. */
    public SnapshotId latest(UserPoolId pool) {
        return latestIfAny(pool).orElseThrow(() -> noSnapshot(pool));
    }

    /** The same; empty where none was ever sealed. */
    public Optional<SnapshotId> latestIfAny(UserPoolId pool) {
        return read(SnapshotKeys.latest(pool)).map(json -> {
            try {
                return LatestSnapshot.parse(json).snapshotId();
            } catch (MalformedJsonException malformed) {
                throw CommandException.wrongUse("The object " + SnapshotKeys.latest(pool) + " of the bucket " + bucket
                        + " is damaged: name a snapshot by its id" + OTHERS + ".");
            }
        });
    }

    /** What to say where a pool has no snapshot. */
    public CommandException noSnapshot(UserPoolId pool) {
        List<String> others = poolsWithSnapshots();
        others.remove(pool.value());
        String hint = others.isEmpty()
                ? "Does TakeSnapshot run? See cognito-dr doctor."
                : "There are snapshots of " + String.join(", ", others.subList(0, Math.min(3, others.size())))
                        + (others.size() > 3 ? " and others" : "") + ": check --pool and --standby-pool.";
        return CommandException.wrongUse(
                "There is no snapshot of the pool " + pool + " in the bucket " + bucket + " yet. " + hint);
    }

    /** The table of contents of a snapshot, which is the one of this pool and id, in a format that is known here. */
    public Manifest manifest(UserPoolId pool, SnapshotId snapshot) {
        byte[] json = read(SnapshotKeys.manifest(pool, snapshot)).orElseThrow(() -> missing(pool, snapshot));
        Manifest manifest;
        try {
            manifest = Manifest.parse(json);
        } catch (MalformedJsonException malformed) {
            throw CommandException.wrongUse("The manifest of the snapshot " + snapshot + " cannot be used ("
                    + malformed.getMessage() + "): take another snapshot" + OTHERS + ".");
        }
        if (!manifest.userPoolId().equals(pool) || !manifest.snapshotId().equals(snapshot)) {
            throw CommandException.wrongUse("The manifest of the snapshot " + snapshot + " is a foreign one, of "
                    + manifest.snapshotId() + " of the pool " + manifest.userPoolId() + ": take another snapshot"
                    + OTHERS + ".");
        }
        return manifest;
    }

    /**
     * Opens a file to be read once; a connection that breaks is taken up again.
     *
     * @param progress told of bytes as they come
     * @throws DamagedFileException if it is missing; reading throws it where it is another file than the manifest's
     */
    public VerifiedStream open(SnapshotFile file, LongConsumer progress) throws DamagedFileException {
        return new VerifiedStream(ResumedObject.open(s3, bucket, file.key(), trouble), file, progress);
    }

    /**
     * Downloads a file, unless it is there: under its name only when its size and hash are those of the manifest.
     *
     * @param progress told of bytes as they come
     * @throws CommandException if it is not the manifest's, too
     */
    public Path download(SnapshotFile file, Path directory, LongConsumer progress) throws IOException {
        Path whole = directory.resolve(file.name());
        if (isThere(file, whole)) {
            progress.accept(file.bytes());
            return whole;
        }
        Path part = directory.resolve(file.name() + ".part");
        try (InputStream in = open(file, progress)) {
            Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        } catch (DamagedFileException damaged) {
            Files.deleteIfExists(part);
            throw CommandException.wrongUse("The file " + file.key() + " is not the one that its manifest names ("
                    + damaged.getMessage() + "): the snapshot is refused. Take another one" + OTHERS + ".");
        }
        return Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isThere(SnapshotFile file, Path whole) throws IOException {
        if (!Files.isRegularFile(whole)) {
            return false;
        }
        try (VerifiedStream in = new VerifiedStream(Files.newInputStream(whole), file, bytes -> {})) {
            in.finish();
            return true;
        } catch (DamagedFileException another) {
            return false;
        }
    }

    private CommandException missing(UserPoolId pool, SnapshotId snapshot) {
        if (latestIfAny(pool).filter(snapshot::equals).isPresent()) {
            return CommandException.wrongUse("The latest snapshot, " + snapshot + ", has expired: its manifest is gone,"
                    + " and none was taken since. Does TakeSnapshot run? See cognito-dr doctor.");
        }
        return CommandException.wrongUse("There is no snapshot " + snapshot + " of the pool " + pool + " in the bucket "
                + bucket + ": it was never sealed, or has expired" + OTHERS + ".");
    }

    private List<String> poolsWithSnapshots() {
        List<String> pools = new ArrayList<>();
        try {
            s3.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(ALL_POOLS).delimiter("/"))
                    .commonPrefixes()
                    .forEach(folder -> pools.add(folder.prefix()
                            .substring(ALL_POOLS.length(), folder.prefix().length() - 1)));
        } catch (SdkException failed) {
            throw trouble.of(failed, "s3:ListBucket", ALL_POOLS);
        }
        return pools;
    }

    private Optional<byte[]> read(String key) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asByteArray());
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        } catch (SdkException failed) {
            throw trouble.of(failed, "s3:GetObject", key);
        }
    }
}
