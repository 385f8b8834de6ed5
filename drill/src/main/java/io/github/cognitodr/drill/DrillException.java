package io.github.cognitodr.drill;

/** The drill cannot be played to its end; the message is for the person who started it. */
final class DrillException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrillException(String message) {
        super(message);
    }

    DrillException(String message, Throwable cause) {
        super(message, cause);
    }
}
