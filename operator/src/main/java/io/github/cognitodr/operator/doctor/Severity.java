package io.github.cognitodr.operator.doctor;

import java.util.Locale;

/** How bad it is. */
public enum Severity {
    /** As it should be, or worth knowing and no more. */
    OK,

    /** Nobody has asked for it to be looked at: nothing is known. */
    SKIPPED,

    /** Something is worse than it could be, or could not be looked at. */
    WARNING,

    /** A failover today would lose people or their data, or let somebody in who must not be, or cannot be relied on. */
    CRITICAL;

    /** As it is printed: {@code ok}, {@code skipped}, {@code warning}, {@code critical}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
