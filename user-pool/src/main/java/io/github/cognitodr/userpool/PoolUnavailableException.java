package io.github.cognitodr.userpool;

/**
 * A pool could not be asked, or did not answer in time; the same call may succeed later. The message holds the name of
 * the operation and of the error only: what Cognito or an HTTP client says of a user is personal, so it is not a cause.
 */
public final class PoolUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PoolUnavailableException(String message) {
        super(message);
    }
}
