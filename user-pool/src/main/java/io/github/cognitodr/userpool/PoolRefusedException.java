package io.github.cognitodr.userpool;

/**
 * A pool refused a call in a way that a repetition will not change, such as an attribute that its schema lacks. The
 * message holds the name of the operation and of the error only, since Cognito's own may quote the user's attributes.
 */
public final class PoolRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String error;

    public PoolRefusedException(String message) {
        this(message, "");
    }

    /** @param error see {@link #error()} */
    public PoolRefusedException(String message, String error) {
        super(message);
        this.error = error;
    }

    /** The service's own code, such as {@code AccessDeniedException}; empty where no answer came from it. */
    public String error() {
        return error;
    }
}
