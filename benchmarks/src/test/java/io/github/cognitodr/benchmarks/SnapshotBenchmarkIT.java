package io.github.cognitodr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of the snapshots as a person starts it, tiny, with the jars of this build. */
class SnapshotBenchmarkIT {

    /** JDK, function; users; seconds; users a second; percent of the quota; calls; percent throttled. */
    private static final Pattern UNDER_QUOTA = Pattern.compile(
            "(\\S+) +(\\S.*\\S) +([\\d,]+) +(\\d+\\.\\d) +([\\d,]+)" + " +(\\d+\\.\\d) +([\\d,]+) +(\\d+\\.\\d)");

    /** JDK, function; memory; users; seconds; users a second; CPU seconds; the sandbox's; peak memory. */
    private static final Pattern UNHINDERED = Pattern.compile(
            "(\\S+) +(\\S.*\\S) +(1024) +([\\d,]+) +(\\d+\\.\\d)" + " +([\\d,]+) +(\\d+\\.\\d) +(\\d+\\.\\d) +(\\d+)");

    private static final String WORKER = "TakeSnapshot";
    private static final String BASELINE = "one page after another";

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyRowComesWithPlausibleFigures() {
        run("--part", "quota,free", "--users", "6000", "--runs", "1");

        List<Matcher> slow = rows(UNDER_QUOTA);
        assertThat(slow).extracting(row -> row.group(2)).containsExactly(WORKER, BASELINE);
        assertThat(slow).extracting(row -> row.group(3)).containsExactly("600", "120");
        assertThat(number(slow.get(0), 7)).isBetween(10.0, 50.0);
        assertThat(number(slow.get(1), 7)).isEqualTo(2);
        assertThat(slow).allSatisfy(row -> {
            assertThat(number(row, 4)).isGreaterThan(0.1);
            assertThat(number(row, 6)).isBetween(0.1, 100.0);
        });
        List<Matcher> fast = rows(UNHINDERED);
        assertThat(fast).extracting(row -> row.group(2)).containsExactly(WORKER, BASELINE, WORKER, BASELINE);
        assertThat(fast).extracting(row -> row.group(4)).containsExactly("600", "600", "6,000", "6,000");
        assertThat(fast).allSatisfy(row -> {
            assertThat(number(row, 6)).isBetween(10.0, 1_000_000.0);
            assertThat(number(row, 7)).isBetween(0.1, 100.0);
            assertThat(number(row, 9)).isBetween(50.0, 1_000.0);
        });
    }

    @Test
    void theTriggerOfTheSnapshotsIsAnsweredFor() throws IOException {
        List<Variant> variants = Variant.triggersOn(JavaRuntime.current(), new Jars(Path.of("..")));

        new Benchmark(1, 20, new PrintWriter(err, true), directory)
                .run(variants.subList(1, 2), new Table(new PrintWriter(out, true)));

        assertThat(out.toString()).contains("snapshot (UrlConnection)");
    }

    private void run(String... options) {
        List<String> all = new ArrayList<>(List.of("--home", "..", "snapshot"));
        all.addAll(List.of(options));
        int exit = BenchmarkCommand.run(
                new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
        assertThat(exit).as(err::toString).isZero();
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    private List<Matcher> rows(Pattern form) {
        return out.toString()
                .lines()
                .map(form::matcher)
                .filter(Matcher::matches)
                .toList();
    }

    private static double number(Matcher row, int group) {
        return Double.parseDouble(row.group(group).replace(",", ""));
    }
}
