package io.github.cognitodr.userpool;

/**
 * A pool could not be asked, or did not answer in time; the same call may succeed later. The message holds the name of
 * the operation and of the error only: what Cognito or an HTTP client says of a user is personal, so it is not a cause.
 */
public final class PoolUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;

    public PoolUnavailableException(String message) {
        this(message, "");
    }

    /** @param error see {@link #error()} */
    public PoolUnavailableException(String message, String error) {
        super(message);
        this.error = error;
    }

    /** The service's own code, such as {@code AccessDeniedException}; empty where no answer came from it. */
    public String error() {
        return error;
    }
}
