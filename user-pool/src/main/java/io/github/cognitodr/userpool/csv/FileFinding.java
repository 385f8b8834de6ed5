package io.github.cognitodr.userpool.csv;

import static java.util.Objects.requireNonNull;

/**
 * A rule that a file meets.
 *
 * @param detail where, how many, or which columns; empty where there is nothing to add. No values: they are personal
 */
public record FileFinding(FileRule rule, String detail) {

    public FileFinding {
        requireNonNull(rule, "rule");
        requireNonNull(detail, "detail");
    }

    /** What is the matter in words, with its detail in parentheses. */
    public String text() {
        return detail.isEmpty() ? rule.text() : rule.text() + " (" + detail + ")";
    }
}
