package io.github.cognitodr.operator.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a job's log says. Of the rows that were imported only the count and the range of their numbers are kept.
 *
 * @param lines how many lines told of a row
 * @param smallest line number; 0 where there are no lines
 * @param largest line number
 * @param troubles the rows that were not imported, by number
 */
public record ImportLog(long lines, int smallest, int largest, List<Trouble> troubles) {

    public ImportLog {
        troubles = troubles.stream()
                .sorted(Comparator.comparingInt(Trouble::number))
                .toList();
    }

    /**
     * A row that was not imported.
     *
     * @param number as the log counts; whether the header is line 1 is unconfirmed
     * @param skipped whether Cognito says that the user was there already
     * @param reason in Cognito's words
     */
    public record Trouble(int number, boolean skipped, String reason) {}

    /** Reads lines. Not thread-safe. */
    static final class Builder {
        /** (Facts, Import job, "Log lines name line numbers only") */
        private static final Pattern LINE = Pattern.compile(
                "\\[(SUCCEEDED|SKIPPED|FAILED)]\\s+Line Number\\s+(\\d{1,9})\\s*-?\\s*(.*)", Pattern.DOTALL);

        private final List<Trouble> troubles = new ArrayList<>();
        private final Wordings wordings = new Wordings();
        private long lines;
        private int smallest = Integer.MAX_VALUE;
        private int largest;

        void add(String message) {
            Matcher line = LINE.matcher(message);
            if (!line.find()) {
                return;
            }
            int number = Integer.parseInt(line.group(2));
            lines++;
            smallest = Math.min(smallest, number);
            largest = Math.max(largest, number);
            if (!line.group(1).equals("SUCCEEDED")) {
                troubles.add(new Trouble(
                        number,
                        line.group(1).equals("SKIPPED"),
                        wordings.one(line.group(3).strip())));
            }
        }

        ImportLog build() {
            return new ImportLog(lines, lines == 0 ? 0 : smallest, largest, troubles);
        }
    }

    /** Keeps a wording once, since half a million rows may fail for the same reason. */
    private static final class Wordings {
        /** What looks like an address, a number or a quotation. */
        private static final Pattern PERSONAL = Pattern.compile("\\S+@\\S+|\\+?\\d{5,}|\"[^\"]*\"|'[^']*'");

        private static final int MOST = 1_000;
        private static final int LONGEST = 300;

        private final Map<String, String> known = new HashMap<>();

        String one(String text) {
            String nobodys = PERSONAL.matcher(text).replaceAll("...");
            String shortened = nobodys.length() > LONGEST ? nobodys.substring(0, LONGEST) : nobodys;
            if (known.size() >= MOST) {
                return known.getOrDefault(shortened, "see the job's log");
            }
            return known.computeIfAbsent(shortened, wording -> wording);
        }
    }
}
