package io.github.cognitodr.userpool.csv;

import java.util.List;

/** Which texts arrive in an import as they were written. Stateless, thread-safe. */
final class AmbiguousText {
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char LAST_ASCII = '~';

    private AmbiguousText() {}

    static boolean areSayable(List<String> values) {
        for (String value : values) {
            if (!isSayable(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the meaning of this value in the CSV is documented: no quotation mark, backslash, line break or other
     * control character, and nothing that UTF-8 cannot carry.
     */
    static boolean isSayable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // most characters of most people's records end here
            boolean plain = c >= ' ' && c <= LAST_ASCII;
            if (c == '"' || c == '\\' || (!plain && isUnsayable(value, i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether an import, which trims values, leaves this one as it is. */
    static boolean isUntouchedByTrimming(String value) {
        return value.isEmpty() || !(isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)));
    }

    /** Without all that any reader might take for a blank at an end. */
    static String withoutBlanks(String value) {
        int from = 0;
        int to = value.length();
        while (from < to && isBlank(value.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    /** Cognito: a username in the file has no blank and no tab. */
    static boolean hasBlank(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (isBlank(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' '
                || ((c < ' ' || c > LAST_ASCII)
                        && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BYTE_ORDER_MARK));
    }

    private static boolean isUnsayable(String value, int at) {
        char c = value.charAt(at);
        return c == LINE_SEPARATOR
                || c == PARAGRAPH_SEPARATOR
                || Character.isISOControl(c)
                || isUnpairedSurrogate(value, at);
    }

    private static boolean isUnpairedSurrogate(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }
}
