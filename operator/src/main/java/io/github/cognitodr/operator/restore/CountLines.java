package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.terminal.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many of what, a line each, or more where the words want them: none is longer than a terminal. Not thread-safe. */
final class CountLines {
    private final List<String> lines = new ArrayList<>();

    void add(long count, String what, String more) {
        String first = String.format(Locale.ROOT, "  %,12d  %-13s", count, what);
        lines.addAll(more.isEmpty() ? List.of(first.stripTrailing()) : Paragraph.lines(first + "  ", more));
    }

    /** An outcome by its reasons, in one line where they say what differs: that is in the list. */
    void add(Outcome outcome, Map<String, Long> reasons) {
        if (outcome == Outcome.DIFFERS) {
            add(Plan.sum(reasons), outcome.label(), outcome.meaning());
        } else {
            reasons.forEach(
                    (reason, count) -> add(count, outcome.label(), reason.isEmpty() ? outcome.meaning() : reason));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
