package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.RetryMessage;
import io.github.cognitodr.userpool.SignInCheck;
import java.time.Duration;
import java.util.Optional;

/** The queue that holds what could not be replicated at once. */
interface RetryQueue {

    /**
     * Asks for a person to be replicated later.
     *
     * @param check of what the person signs in with, see {@link SignInCheck}
     * @throws RetryQueueException if the queue did not take the message in time; it may have got it all the same
     */
    void put(RetryMessage message, String check, Deadline deadline);

    /**
     * Lets a received message be delivered again after this time, in place of the queue's own visibility timeout.
     *
     * @throws RetryQueueException if the queue could not be told; the message comes back all the same, at another time
     */
    void retryIn(String receiptHandle, Duration delay);

    /**
     * Puts a message aside that no repetition can make good.
     *
     * @param check what came with it, so that whoever redrives it knows, too
     * @throws RetryQueueException if the dead-letter queue did not take it
     */
    void putAside(String body, Optional<String> check);
}
