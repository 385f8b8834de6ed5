package io.github.cognitodr.benchmarks;

import java.io.PrintWriter;

/** The table of the triggers, in plain text of at most 100 columns. */
final class Table {

    private static final double MEGABYTE = 1_000_000;
    private static final String LINE = "%-7s  %-35s %9s  %-9s  %4s  %4s  %6s  %s";

    private final Lines lines;

    Table(PrintWriter out) {
        this.lines = new Lines(out);
    }

    void head() {
        lines.line(LINE, "", "", "first", "", "warm", "warm", "peak", "");
        lines.line(LINE, "", "", "answer ms", "", "p50", "p99", "memory", "jar");
        lines.line(LINE, "JDK", "variant (HTTP client)", "median", "min-max", "ms", "ms", "MB", "MB");
    }

    /** @param httpClient the SDK's client that was at work */
    void row(Variant variant, String httpClient, Figures figures) {
        Durations first = figures.firstAnswers();
        Durations warm = figures.warmAnswers();
        String archive = figures.archiveBytes() == 0 ? "" : Lines.format(" + %.1f", figures.archiveBytes() / MEGABYTE);
        lines.line(
                LINE,
                Lines.version(variant.java()),
                variant.name() + " (" + httpClient + ")",
                Lines.format("%.0f", first.milliseconds(50)),
                Lines.format("%.0f-%.0f", first.milliseconds(0), first.milliseconds(100)),
                Lines.format("%.1f", warm.milliseconds(50)),
                Lines.format("%.1f", warm.milliseconds(99)),
                Lines.format("%.0f", figures.peakMemoryBytes() / MEGABYTE),
                Lines.format("%.1f%s", figures.jarBytes() / MEGABYTE, archive));
    }
}
