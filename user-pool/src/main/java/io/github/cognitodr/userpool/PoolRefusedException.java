package io.github.cognitodr.userpool;

/**
 * A pool refused a call in a way that a repetition will not change, such as an attribute that its schema lacks. The
 * message holds the name of the operation and of the error only, since Cognito's own may quote the user's attributes.
 */
public final class PoolRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PoolRefusedException(String message) {
        super(message);
    }
}
