package io.github.cognitodr.userpool.csv;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * A rule that a row meets. It names no value, since values are personal.
 *
 * @param column the column that it is about; empty where it is about the row
 * @param otherLine the line of another row that it is about
 */
public record RowFinding(RowRule rule, String column, OptionalInt otherLine) {

    public RowFinding {
        requireNonNull(rule, "rule");
        requireNonNull(column, "column");
        requireNonNull(otherLine, "otherLine");
    }

    static RowFinding ofRow(RowRule rule) {
        return in("", rule);
    }

    static RowFinding in(String column, RowRule rule) {
        return new RowFinding(rule, column, OptionalInt.empty());
    }

    static RowFinding likeLine(int line, String column, RowRule rule) {
        return new RowFinding(rule, column, OptionalInt.of(line));
    }

    /** The cause in words, with its column and the other line: {@code birthdate: a date is mm/dd/yyyy, ...}. */
    public String text() {
        String where = column.isEmpty() ? "" : column + ": ";
        String other = otherLine.isPresent() ? " (line " + otherLine.getAsInt() + ")" : "";
        return where + rule.text() + other;
    }
}
