package io.github.cognitodr.userpool.snapshot;

import io.github.cognitodr.userpool.UserPoolId;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of a snapshot's objects in the bucket (docs/snapshots.md). Stateless.
 *
 * <pre>{@code
 * snapshots/<userPoolId>/latest.json
 * snapshots/<userPoolId>/<snapshotId>/manifest.json
 * snapshots/<userPoolId>/<snapshotId>/users-0001.csv
 * }</pre>
 *
 * <p>Who looks for snapshots lists {@link #ofPool} with the delimiter {@code /}, and asks {@link #snapshotOf} about each
 * common prefix. A folder without a manifest is no snapshot.
 */
public final class SnapshotKeys {
    private static final String MANIFEST = "manifest.json";

    private SnapshotKeys() {}

    /** What the keys of all objects of a pool's snapshots begin with; ends with a slash. */
    public static String ofPool(UserPoolId pool) {
        return "snapshots/" + pool.value() + "/";
    }

    /** What the keys of all objects of a snapshot begin with; ends with a slash. */
    public static String folder(UserPoolId pool, SnapshotId snapshot) {
        return ofPool(pool) + snapshot.value() + "/";
    }

    /** Names the pool's latest sealed snapshot: {@link LatestSnapshot}. */
    public static String latest(UserPoolId pool) {
        return ofPool(pool) + "latest.json";
    }

    /** What the workers that take snapshots agree by; of no use to anybody else. */
    public static String checkpoint(UserPoolId pool) {
        return ofPool(pool) + "checkpoint.json";
    }

    /** The object that makes a snapshot exist: {@link Manifest}. */
    public static String manifest(UserPoolId pool, SnapshotId snapshot) {
        return folder(pool, snapshot) + MANIFEST;
    }

    /**
     * The n-th file of a kind: {@code users-0001.csv}, or {@code users-0001-run2.csv} of a snapshot's second run.
     *
     * @param number counted from 1, over all runs
     * @param run counted from 1; no two workers write in the same one
     */
    public static String file(UserPoolId pool, SnapshotId snapshot, FileKind kind, int number, int run) {
        String suffix = run == 1 ? "" : "-run" + run;
        return folder(pool, snapshot)
                + String.format(Locale.ROOT, "%s-%04d%s.%s", kind.stem(), number, suffix, kind.extension());
    }

    /**
     * The snapshot in whose folder a key lies, or whose folder this is.
     *
     * @param key of an object, or a common prefix of a listing
     * @return empty for {@code latest.json}, for another pool's, and for whatever else somebody has put there
     */
    public static Optional<SnapshotId> snapshotOf(UserPoolId pool, String key) {
        String prefix = ofPool(pool);
        int end = key.indexOf('/', prefix.length());
        if (!key.startsWith(prefix) || end < 0) {
            return Optional.empty();
        }
        return SnapshotId.parse(key.substring(prefix.length(), end));
    }

    /**
     * The snapshot that the object of this key seals.
     *
     * @return empty for every other object than a manifest of this pool
     */
    public static Optional<SnapshotId> sealedBy(UserPoolId pool, String key) {
        return snapshotOf(pool, key).filter(id -> key.equals(manifest(pool, id)));
    }
}
