package io.github.cognitodr.userpool;

/** A function cannot start, because one of its environment variables is missing or malformed. The message names it. */
public final class InvalidEnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidEnvironmentException(String message) {
        super(message);
    }

    public InvalidEnvironmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
