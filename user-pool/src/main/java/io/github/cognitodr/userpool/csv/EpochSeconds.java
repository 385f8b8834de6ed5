package io.github.cognitodr.userpool.csv;

/** The form of {@code updated_at} in the file: seconds since the epoch. (Facts, Import job) Stateless, thread-safe. */
final class EpochSeconds {
    private static final int MOST_DIGITS = 18;

    private EpochSeconds() {}

    /** Digits alone, as many as a long holds, and no leading zero, which would not come back. */
    static boolean isOne(String value) {
        return isDigits(value) && value.length() <= MOST_DIGITS && (value.charAt(0) != '0' || value.length() == 1);
    }

    /** What an import reads as a number of seconds, whether or not a clock could show it. */
    static boolean isDigits(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty();
    }
}
