package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.io.IOException;
import java.util.Optional;

/** Where snapshots are kept. Every method throws an IOException, with nobody's data in its message, if it failed. */
interface SnapshotStore {

    /** The pool's latest sealed snapshot; empty if it has none, or if its manifest has expired. */
    Optional<SnapshotId> latest(UserPoolId pool) throws IOException;

    /** What the pool's workers agree by; empty where nobody has ever been at work. */
    Optional<SavedCheckpoint> checkpoint(UserPoolId pool) throws IOException;

    /**
     * Writes the checkpoint in the place of a version of it.
     *
     * @param replaced what must be there for this to happen; empty: nothing
     * @return empty if something else was there, and still is
     */
    Optional<SavedCheckpoint> save(UserPoolId pool, Checkpoint checkpoint, Optional<SavedCheckpoint> replaced)
            throws IOException;

    /**
     * Opens an object to be written to. It exists once its writer is complete, and not before.
     *
     * @param key within the bucket; nobody else ever writes to it
     */
    ObjectWriter open(String key, String contentType, Retention retention) throws IOException;

    /**
     * Writes the manifest, and so makes the snapshot exist; whoever writes the same one again does no harm.
     *
     * @return false if there is another manifest for this snapshot
     */
    boolean seal(Manifest manifest, Retention retention) throws IOException;

    /** Names the snapshot as the pool's latest, unless a later one is named already. */
    void announce(UserPoolId pool, SnapshotId snapshot) throws IOException;
}
