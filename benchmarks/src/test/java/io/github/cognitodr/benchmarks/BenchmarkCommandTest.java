package io.github.cognitodr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkCommandTest {

    private final StringWriter output = new StringWriter();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void helpSaysWhatIsMeasuredAndHowItEnds() {
        assertThat(run("--help")).isZero();
        assertThat(output.toString()).contains("--java", "--runs", "--warm", "Exit codes:");
        assertThat(output.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @CsvSource({"--runs, 0, 1 to 1000", "--runs, 1001, 1 to 1000", "--warm, 9, 10 to 1000000"})
    void aNumberThatMakesNoSenseIsWrongUse(String option, String value, String allowed) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(output.toString()).contains(option + " must be from " + allowed + ": " + value);
    }

    @Test
    void aDirectoryWithoutAJavaIsWrongUse() {
        assertThat(run("--java", directory.toString())).isEqualTo(2);
        assertThat(output.toString()).contains("--java: there is no Java at " + directory);
    }

    @Test
    void aMissingJarIsNamedWithTheWayToBuildIt() {
        assertThat(run("--home", directory.toString())).isEqualTo(1);
        assertThat(output.toString())
                .contains("replicate-lambda.jar is missing", "mvn -DskipTests package -pl replicate-lambda -am");
    }

    @Test
    void helpOfTheSnapshotsSaysWhatIsMeasuredAndHowItEnds() {
        assertThat(run("snapshot", "--help")).isZero();
        assertThat(output.toString())
                .contains("bin/benchmark snapshot", "--java", "--users", "--runs", "--part", "Exit codes:");
        assertThat(output.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @CsvSource({"--users, 99, 100 to 2000000", "--runs, 0, 1 to 100", "--warm, 9, 10 to 1000000"})
    void aNumberThatMakesNoSenseForSnapshotsIsWrongUse(String option, String value, String allowed) {
        assertThat(run("snapshot", option, value)).isEqualTo(2);
        assertThat(output.toString()).contains(option + " must be from " + allowed + ": " + value);
    }

    @Test
    void whoeverMisspellsAPartIsToldWhereToLook() {
        assertThat(run("snapshot", "--part", "quotas")).isEqualTo(2);
        assertThat(output.toString()).contains("--part", "See bin/benchmark snapshot --help.");
    }

    @Test
    void theJavaMayStandBeforeTheCommandOrBehindIt() {
        assertThat(run("--java", directory.toString(), "snapshot")).isEqualTo(2);
        assertThat(run("snapshot", "--java", directory.toString())).isEqualTo(2);
        assertThat(output.toString().lines().filter(line -> line.contains("there is no Java at " + directory)))
                .hasSize(2);
    }

    @Test
    void aMissingJarOfTheSnapshotsIsNamedToo() {
        assertThat(run("--home", directory.toString(), "snapshot", "--part", "triggers"))
                .isEqualTo(1);
        assertThat(output.toString()).contains("replicate-lambda.jar is missing");
    }

    private int run(String... args) {
        PrintWriter writer = new PrintWriter(output, true);
        return BenchmarkCommand.run(writer, writer, args);
    }
}
