package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import java.io.PrintWriter;

/** The tables of the snapshots, in plain text of at most 100 columns. */
final class SnapshotTable {
    private static final double MEGABYTE = 1_000_000;
    private static final double PERCENT = 100;
    private static final String UNDER_QUOTA = "%-7s  %-22s %9s %8s %8s %9s %7s %10s";
    private static final String UNHINDERED = "%-7s  %-22s %7s %10s %8s %8s %7s %9s %7s";

    private final Lines lines;

    SnapshotTable(PrintWriter out) {
        this.lines = new Lines(out);
    }

    void headUnderQuota() {
        lines.text("Pages of 100 ms, 30 a second:");
        lines.line(UNDER_QUOTA, "", "", "", "", "users a", "% of the", "", "throttled");
        lines.line(UNDER_QUOTA, "JDK", "function", "users", "seconds", "second", "quota", "calls", "%");
    }

    void rowUnderQuota(JavaRuntime java, SnapshotFunction function, SnapshotFigures figures) {
        double quota = SnapshotSettings.QUOTA * SnapshotSettings.USERS_A_PAGE;
        lines.line(
                UNDER_QUOTA,
                Lines.version(java),
                function.label(),
                Lines.format("%,d", figures.users()),
                Lines.format("%.1f", figures.seconds()),
                Lines.format("%,.0f", figures.usersPerSecond()),
                Lines.format("%.1f", PERCENT * figures.usersPerSecond() / quota),
                Lines.format("%,d", figures.listUsers().calls()),
                Lines.format(
                        "%.1f",
                        PERCENT
                                * figures.listUsers().throttled()
                                / figures.listUsers().calls()));
    }

    void headUnhindered() {
        lines.text("No latency, no quota:");
        lines.line(UNHINDERED, "", "", "memory", "", "", "users a", "CPU", "sandbox's", "peak");
        lines.line(UNHINDERED, "JDK", "function", "MB", "users", "seconds", "second", "seconds", "CPU s", "MB");
    }

    void rowUnhindered(JavaRuntime java, SnapshotFunction function, int memoryMegabytes, SnapshotFigures figures) {
        lines.line(
                UNHINDERED,
                Lines.version(java),
                function.label(),
                memoryMegabytes,
                Lines.format("%,d", figures.users()),
                Lines.format("%.1f", figures.seconds()),
                Lines.format("%,.0f", figures.usersPerSecond()),
                Lines.format("%.1f", figures.processorTime().toMillis() / 1e3),
                Lines.format("%.1f", figures.sandboxTime().toMillis() / 1e3),
                Lines.format("%.0f", figures.peakMemoryBytes() / MEGABYTE));
    }

    /** It did not get to the end. */
    void rowOutOfMemory(JavaRuntime java, SnapshotFunction function, int memoryMegabytes, int users) {
        lines.line(
                UNHINDERED,
                Lines.version(java),
                function.label(),
                memoryMegabytes,
                Lines.format("%,d", users),
                "out of memory",
                "",
                "",
                "",
                "");
    }
}
