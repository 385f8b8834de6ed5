package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import java.util.Optional;

/** Where snapshots are kept. */
interface SnapshotStore {

    /** The pool's latest sealed snapshot; empty if it has none, or if its manifest has expired. */
    Optional<SnapshotId> latest(UserPoolId pool);

    /** Whether there is a sealed snapshot of this id. */
    boolean isSealed(UserPoolId pool, SnapshotId snapshot);

    /**
     * Opens an object to be written to. It exists once its writer is closed, and not before.
     *
     * @param key within the bucket
     */
    ObjectWriter open(String key, String contentType, Retention retention);

    /**
     * Writes the manifest, and so makes the snapshot exist. The last write of a snapshot, and only once.
     *
     * @return false if another worker has sealed a snapshot of this id
     */
    boolean seal(Manifest manifest, Retention retention);

    /** Names the snapshot as the pool's latest, unless a later one is named already. */
    void announce(UserPoolId pool, SnapshotId snapshot);
}
