package io.github.cognitodr.backup;

/** Another worker has taken over the pool's snapshot: this one has to stop, and has done no harm. */
final class OvertakenException extends Exception {
    private static final long serialVersionUID = 1;
}
