package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import java.util.Locale;

/** Names of a snapshot's objects in the bucket. */
final class SnapshotKeys {
    private SnapshotKeys() {}

    static String latest(UserPoolId pool) {
        return "snapshots/" + pool.value() + "/latest.json";
    }

    static String manifest(UserPoolId pool, SnapshotId snapshot) {
        return folder(pool, snapshot) + "manifest.json";
    }

    /**
     * The n-th file of a kind.
     *
     * @param number counted from 1
     */
    static String file(UserPoolId pool, SnapshotId snapshot, FileKind kind, int number) {
        return folder(pool, snapshot) + String.format(Locale.ROOT, "%s-%04d.%s", kind.stem(), number, kind.extension());
    }

    private static String folder(UserPoolId pool, SnapshotId snapshot) {
        return "snapshots/" + pool.value() + "/" + snapshot.value() + "/";
    }
}
