package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import java.util.Locale;

/** Names of a snapshot's objects in the bucket. */
final class SnapshotKeys {
    private SnapshotKeys() {}

    static String latest(UserPoolId pool) {
        return ofPool(pool) + "latest.json";
    }

    static String checkpoint(UserPoolId pool) {
        return ofPool(pool) + "checkpoint.json";
    }

    static String manifest(UserPoolId pool, SnapshotId snapshot) {
        return folder(pool, snapshot) + "manifest.json";
    }

    /**
     * The n-th file of a kind: {@code users-0001.csv}, or {@code users-0001-run2.csv} of a snapshot's second run.
     *
     * @param number counted from 1, over all runs
     * @param run counted from 1; no two workers write in the same one
     */
    static String file(UserPoolId pool, SnapshotId snapshot, FileKind kind, int number, int run) {
        String suffix = run == 1 ? "" : "-run" + run;
        return folder(pool, snapshot)
                + String.format(Locale.ROOT, "%s-%04d%s.%s", kind.stem(), number, suffix, kind.extension());
    }

    private static String folder(UserPoolId pool, SnapshotId snapshot) {
        return ofPool(pool) + snapshot.value() + "/";
    }

    private static String ofPool(UserPoolId pool) {
        return "snapshots/" + pool.value() + "/";
    }
}
