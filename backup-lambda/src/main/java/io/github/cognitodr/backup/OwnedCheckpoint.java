package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import java.io.IOException;
import java.util.Optional;

/**
 * The checkpoint of a pool that this worker has written last. Whoever else writes it owns it from then on, and here the
 * next write throws. Not thread-safe.
 */
final class OwnedCheckpoint {
    private final SnapshotStore store;
    private final UserPoolId pool;
    private SavedCheckpoint saved;
    private Checkpoint checkpoint;

    private OwnedCheckpoint(SnapshotStore store, UserPoolId pool, SavedCheckpoint saved, Checkpoint checkpoint) {
        this.store = store;
        this.pool = pool;
        this.saved = saved;
        this.checkpoint = checkpoint;
    }

    /**
     * Makes a checkpoint this worker's.
     *
     * @param claimed with a writer of this worker's own
     * @param replaced what this worker has read
     * @throws OvertakenException if somebody else has written since
     */
    static OwnedCheckpoint claim(
            SnapshotStore store, UserPoolId pool, Checkpoint claimed, Optional<SavedCheckpoint> replaced)
            throws IOException, OvertakenException {
        SavedCheckpoint saved = store.save(pool, claimed, replaced).orElseThrow(OvertakenException::new);
        return new OwnedCheckpoint(store, pool, saved, claimed);
    }

    UserPoolId pool() {
        return pool;
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    SavedCheckpoint saved() {
        return saved;
    }

    /**
     * Goes on to the next checkpoint.
     *
     * @throws OvertakenException if somebody else has written since
     */
    void save(Checkpoint next) throws IOException, OvertakenException {
        saved = store.save(pool, next, Optional.of(saved)).orElseThrow(OvertakenException::new);
        checkpoint = next;
    }
}
