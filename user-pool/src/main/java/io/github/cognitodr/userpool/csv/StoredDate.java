package io.github.cognitodr.userpool.csv;

import java.time.YearMonth;

/**
 * A {@code birthdate} as the pool stores it, YYYY-MM-DD, and as the file has it, mm/dd/yyyy. (Facts, Import job) Read
 * by hand: java.time's parser would be the dearest part of a row. Stateless, thread-safe.
 */
final class StoredDate {
    private static final int LENGTH = 10;

    private StoredDate() {}

    /** Whether this is a day of the calendar, from the year 1 to 9999, in exactly this form. */
    static boolean isOne(String value) {
        if (value.length() != LENGTH || value.charAt(4) != '-' || value.charAt(7) != '-') {
            return false;
        }
        return isDay(number(value, 0, 4), number(value, 5, 7), number(value, 8, LENGTH));
    }

    /** Whether this is such a day in exactly the form of the file. */
    static boolean isOneInFile(String value) {
        return value.length() == LENGTH
                && value.charAt(2) == '/'
                && value.charAt(5) == '/'
                && isDay(number(value, 6, LENGTH), number(value, 0, 2), number(value, 3, 5));
    }

    /** Whether it is in the form of the file and in a year that calendars do not agree on. */
    static boolean isInYearZero(String value) {
        return value.endsWith("/0000") && isOneInFile(value.substring(0, LENGTH - 4) + "2000");
    }

    private static boolean isDay(int year, int month, int day) {
        return year >= 1
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }

    /** The same day in the form of the file; another text as it is. */
    static String inFile(String value) {
        return isOne(value) ? value.substring(5, 7) + '/' + value.substring(8) + '/' + value.substring(0, 4) : value;
    }

    /** The number of these digits, or -1 if one of them is none. */
    private static int number(String value, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
