package io.github.cognitodr.operator.doctor;

/** What was asked for could not be read. The message says why, and what to do, in one line. */
final class UnknownFactException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownFactException(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
