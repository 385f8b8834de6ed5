package io.github.cognitodr.sandbox.cognito.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * One row of an import file, as far as the Guide says how to read it.
 *
 * <p>A value is never quoted; a comma inside one is written {@code \,}; leading and trailing blanks are trimmed. How a
 * quotation mark, another backslash, a line break or a control character is read is documented nowhere, so a row that has one is
 * {@link Unreadable}: whoever relies on a guess finds out here. (Guide, Importing users from a CSV file, Formatting)
 */
public sealed interface CsvRow {

    /** The values of a row, unescaped and trimmed. */
    record Values(List<String> values) implements CsvRow {}

    /**
     * A row whose meaning nobody documents.
     *
     * @param reason what about it no documentation explains, for the job's log
     */
    record Unreadable(String reason) implements CsvRow {}

    /** Reads one row, without its line end. */
    static CsvRow parse(String row) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '\\' && i + 1 < row.length() && row.charAt(i + 1) == ',') {
                value.append(',');
                i++;
            } else if (c == ',') {
                values.add(trimmed(value));
                value.setLength(0);
            } else if (c == '\\') {
                return undocumented("a backslash that does not stand before a comma");
            } else if (c == '"') {
                return undocumented("a quotation mark");
            } else if (c == '\r') {
                return undocumented("a carriage return inside a row");
            } else if (c == '\u2028' || c == '\u2029') {
                return undocumented("a line break");
            } else if (Character.isISOControl(c)) {
                return undocumented("a control character");
            } else {
                value.append(c);
            }
        }
        values.add(trimmed(value));
        return new Values(List.copyOf(values));
    }

    /** Which blanks are trimmed is documented nowhere either: all that any reader might take for one. */
    private static String trimmed(StringBuilder value) {
        int start = 0;
        int end = value.length();
        while (start < end && isBlank(value.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    private static Unreadable undocumented(String what) {
        return new Unreadable("The row has " + what + ". How Cognito reads that is not documented.");
    }
}
