package io.github.cognitodr.operator.terminal;

import java.util.Locale;

/** Bytes for people. Stateless. */
public final class Sizes {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private Sizes() {}

    /** {@code 512 B}, {@code 1.5 KB}, {@code 23 MB}: two digits at least, powers of 1,000. */
    public static String inWords(long bytes) {
        double number = bytes;
        int unit = 0;
        while (number >= 999.5 && unit < UNITS.length - 1) {
            number /= 1_000;
            unit++;
        }
        String form = unit > 0 && number < 9.95 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, form, number, UNITS[unit]);
    }
}
