package io.github.cognitodr.operator.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Lines for a log: one at the beginning, one every ten seconds, one at the end. */
final class ProgressInLines implements Progress {
    private static final long BETWEEN_NANOS = Duration.ofSeconds(10).toNanos();

    private final String task;
    private final long total;
    private final String unit;
    private final Consumer<String> lines;
    private final LongSupplier nanoClock;
    private final long startedAt;
    private long lastLineAt;
    private long done;
    private String saying = "";

    /** @param nanoClock monotonic, nanoseconds */
    ProgressInLines(String task, long total, String unit, Consumer<String> lines, LongSupplier nanoClock) {
        this.task = task;
        this.total = total;
        this.unit = unit;
        this.lines = lines;
        this.nanoClock = nanoClock;
        startedAt = nanoClock.getAsLong();
        lastLineAt = startedAt;
        lines.accept(task + (total > 0 ? String.format(Locale.ROOT, ": %,d %s", total, unit) : ""));
    }

    @Override
    public synchronized void step(long more) {
        done += more;
        if (nanoClock.getAsLong() - lastLineAt >= BETWEEN_NANOS) {
            line();
        }
    }

    @Override
    public synchronized void says(String what) {
        if (!what.equals(saying)) {
            saying = what;
            if (!what.isEmpty()) {
                lines.accept(task + ": " + what);
            }
        }
    }

    @Override
    public synchronized void close() {
        line();
    }

    private void line() {
        long now = nanoClock.getAsLong();
        lastLineAt = now;
        double seconds = Math.max(1e-9, (now - startedAt) / 1e9);
        double rate = done / seconds;
        StringBuilder line = new StringBuilder(task).append(String.format(Locale.ROOT, ": %,d", done));
        if (total > 0) {
            line.append(String.format(Locale.ROOT, " of %,d", total));
        }
        line.append(' ').append(unit);
        if (seconds >= 1) {
            line.append(String.format(Locale.ROOT, ", %,.0f a second", rate));
        }
        if (total > done && rate > 0) {
            line.append(", ")
                    .append(Spans.inWords(Duration.ofSeconds((long) ((total - done) / rate))))
                    .append(" left");
        }
        lines.accept(line.toString());
    }
}
