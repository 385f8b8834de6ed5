package io.github.cognitodr.operator.terminal;

import java.time.Duration;

/** Spans of time for people. Stateless. */
public final class Spans {
    private Spans() {}

    /** {@code 45 s}, {@code 12 min}, {@code 3 h 05 min}, {@code 2 d 4 h}: to two places at the most, cut. */
    public static String inWords(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + " min";
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + " h " + two(seconds / 60 % 60) + " min";
        }
        return seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
    }

    /** {@code 45s}, {@code 12m}, {@code 3h}, {@code 2d}: cut; for tables. */
    public static String inOneWord(Duration span) {
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m";
        }
        return seconds < 86_400 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
