package io.github.cognitodr.userpool;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Reads the times of a user's record, {@code 2026-11-22T06:30:00Z} or with a fraction of a second: what
 * {@link Instant#parse} gives, in a fifth of the time, for every user of a snapshot has two. Stateless.
 */
final class UtcTime {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int LONGEST_FRACTION = 9;

    private UtcTime() {}

    /** Whatever is not plainly of this form is left to {@link Instant#parse}, to be read or refused. */
    static Instant parse(String text) {
        int end = text.length() - 1;
        if (!isOfItsForm(text, end)) {
            return Instant.parse(text);
        }
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            return Instant.parse(text);
        }
        int nanos = 0;
        for (int i = FORM.length() + 1; i <= FORM.length() + LONGEST_FRACTION; i++) {
            nanos = nanos * 10 + (i < end ? text.charAt(i) - '0' : 0);
        }
        LocalDate day = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
        return day.atTime(LocalTime.of(hour, minute, second, nanos)).toInstant(ZoneOffset.UTC);
    }

    private static boolean isOfItsForm(String text, int end) {
        int fraction = end - FORM.length() - 1;
        if (fraction < -1 || fraction == 0 || fraction > LONGEST_FRACTION || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char expected = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
            char c = text.charAt(i);
            if (expected == '0' ? c < '0' || c > '9' : c != expected) {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
