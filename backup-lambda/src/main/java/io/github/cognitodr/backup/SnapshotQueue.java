package io.github.cognitodr.backup;

import java.time.Duration;

/** The queue that holds the will to have a snapshot. */
interface SnapshotQueue {

    /**
     * Asks for a snapshot. The same request within five minutes counts once.
     *
     * @throws SnapshotRequestException if the queue did not take the request in time
     */
    void ask(SnapshotRequest request);

    /**
     * Lets a received request be delivered again after this time, in place of the queue's own visibility timeout.
     *
     * @throws SnapshotRequestException if the queue could not be told; the request comes back all the same, later
     */
    void askAgainIn(String receiptHandle, Duration delay);
}
