package io.github.cognitodr.drill;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * What the drill says: numbered steps, a line for each promise, kept or broken, and how long each step took. It never says
 * who a person is: a person is named by {@code sub}.
 */
final class Report {

    /** One step's time. */
    record Timing(String title, Duration took) {}

    private static final String INDENT = "   ";

    /** More would hide what matters; the count says how many there are. */
    private static final int DEVIATIONS_SHOWN = 5;

    private final PrintWriter out;
    private final List<Timing> timings = new ArrayList<>();
    private int promises;
    private int broken;

    Report(PrintWriter out) {
        this.out = out;
    }

    /** A line without a verdict. */
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /** A line that explains what stands above it. */
    void note(String text) {
        line(INDENT + "  " + text);
    }

    /** Prints the title, plays the step, and keeps its time. */
    <T> T step(String title, Callable<T> step) throws Exception {
        line("");
        line((timings.size() + 1) + ". " + title);
        long start = System.nanoTime();
        try {
            return step.call();
        } finally {
            timings.add(new Timing(title, Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    /** A promise that two values are equal. */
    void promise(String text, Object expected, Object found) {
        boolean kept = expected.equals(found);
        verdict(text, kept);
        if (!kept) {
            note("expected " + expected + ", found " + found);
        }
    }

    /** A promise about many: broken where there are deviations, each of which says what was expected and found. */
    void promise(String text, List<String> deviations) {
        verdict(text, deviations.isEmpty());
        deviations.stream().limit(DEVIATIONS_SHOWN).forEach(this::note);
        if (deviations.size() > DEVIATIONS_SHOWN) {
            note("and " + (deviations.size() - DEVIATIONS_SHOWN) + " more");
        }
    }

    boolean allKept() {
        return broken == 0;
    }

    int promises() {
        return promises;
    }

    int broken() {
        return broken;
    }

    List<Timing> timings() {
        return List.copyOf(timings);
    }

    /** Seconds with one decimal, in every locale alike. */
    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private void verdict(String text, boolean kept) {
        promises++;
        if (!kept) {
            broken++;
        }
        line(INDENT + (kept ? "✓ " : "✗ ") + text);
    }
}
