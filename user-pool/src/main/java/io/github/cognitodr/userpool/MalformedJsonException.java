package io.github.cognitodr.userpool;

/** A text is not the JSON that it should be. The message does not quote it. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }
}
