package io.github.cognitodr.backup;

/** The snapshot queue did not take what it was given. */
final class SnapshotRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SnapshotRequestException(String message, Throwable cause) {
        super(message, cause);
    }
}
