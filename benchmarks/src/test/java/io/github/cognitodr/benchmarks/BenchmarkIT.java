package io.github.cognitodr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The benchmark as a person starts it, short, with the jars of this build. */
class BenchmarkIT {

    /** JDK, variant, HTTP client; first answer; min-max; p50; p99; memory; jar, and archive. */
    private static final Pattern ROW = Pattern.compile("(\\S+) +(\\S.*) \\((\\w+)\\) +(\\d+) +(\\d+)-(\\d+)"
            + " +(\\d+\\.\\d) +(\\d+\\.\\d) +(\\d+) +(\\d+\\.\\d)( \\+ \\d+\\.\\d)?");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyRowComesWithPlausibleFigures() {
        int exit = BenchmarkCommand.run(
                new PrintWriter(out, true), new PrintWriter(err, true), "--runs", "1", "--warm", "20", "--home", "..");

        assertThat(exit).as(err::toString).isZero();
        List<Matcher> rows = out.toString()
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .toList();
        assertThat(rows)
                .extracting(row -> row.group(2))
                .startsWith("as deployed", "SDK's default HTTP client", "JVM's own defaults", "class-data archive")
                .endsWith("initialised ahead")
                .hasSize(Runtime.version().feature() >= 25 ? 6 : 5);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.group(1)).startsWith(Runtime.version().feature() + ".");
            assertThat(row.group(3)).isEqualTo(row.group(2).startsWith("SDK's") ? "Apache5" : "UrlConnection");
            assertThat(number(row, 4)).isBetween(10.0, 30_000.0);
            assertThat(number(row, 4)).isEqualTo(number(row, 5)).isEqualTo(number(row, 6));
            assertThat(number(row, 7)).isBetween(0.1, number(row, 8));
            assertThat(number(row, 8)).isLessThan(5_000);
            assertThat(number(row, 9)).isBetween(50.0, 1_000.0);
            assertThat(number(row, 10)).isBetween(1.0, 30.0);
            assertThat(row.group(11) != null)
                    .isEqualTo(row.group(2).contains("archive") || row.group(2).contains("cache"));
        });
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    private static double number(Matcher row, int group) {
        return Double.parseDouble(row.group(group));
    }
}
