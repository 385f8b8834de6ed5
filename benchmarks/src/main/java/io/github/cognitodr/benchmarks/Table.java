package io.github.cognitodr.benchmarks;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table, in plain text of at most 100 columns. */
final class Table {

    private static final double MEGABYTE = 1_000_000;
    private static final String LINE = "%-7s  %-35s %9s  %-9s  %4s  %4s  %6s  %s";

    private final PrintWriter out;

    Table(PrintWriter out) {
        this.out = out;
    }

    void head() {
        line("", "", "first", "", "warm", "warm", "peak", "");
        line("", "", "answer ms", "", "p50", "p99", "memory", "jar");
        line("JDK", "variant (HTTP client)", "median", "min-max", "ms", "ms", "MB", "MB");
    }

    /** @param httpClient the SDK's client that was at work */
    void row(Variant variant, String httpClient, Figures figures) {
        Durations first = figures.firstAnswers();
        Durations warm = figures.warmAnswers();
        String archive = figures.archiveBytes() == 0 ? "" : format(" + %.1f", figures.archiveBytes() / MEGABYTE);
        line(
                version(variant.java().version()),
                variant.name() + " (" + httpClient + ")",
                format("%.0f", first.milliseconds(50)),
                format("%.0f-%.0f", first.milliseconds(0), first.milliseconds(100)),
                format("%.1f", warm.milliseconds(50)),
                format("%.1f", warm.milliseconds(99)),
                format("%.0f", figures.peakMemoryBytes() / MEGABYTE),
                format("%.1f%s", figures.jarBytes() / MEGABYTE, archive));
    }

    private void line(Object... cells) {
        out.println(format(LINE, cells).stripTrailing());
        out.flush();
    }

    private static String version(Runtime.Version version) {
        return version.version().stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
