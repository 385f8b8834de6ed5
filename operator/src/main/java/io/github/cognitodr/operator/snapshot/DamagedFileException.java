package io.github.cognitodr.operator.snapshot;

import java.io.IOException;

/** A file that is not the one that the manifest names, or is not there. The message says how it differs. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedFileException(String message) {
        super(message);
    }
}
