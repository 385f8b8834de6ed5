package io.github.cognitodr.replicate;

/** The retry queue, or its dead-letter queue, did not take what it was given. */
final class RetryQueueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RetryQueueException(String message) {
        super(message);
    }
}
