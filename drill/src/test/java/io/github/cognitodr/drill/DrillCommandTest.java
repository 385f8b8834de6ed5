package io.github.cognitodr.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrillCommandTest {

    private final StringWriter output = new StringWriter();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void helpSaysWhatTheDrillDoesAndHowItEnds() {
        assertThat(run("--help")).isZero();
        assertThat(output.toString()).contains("--users", "--out", "--serve", "Exit codes:");
        assertThat(output.toString().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10000"})
    void aNumberOfUsersThatMakesNoSenseIsWrongUse(String users) {
        assertThat(run("--users", users)).isEqualTo(2);
        assertThat(output.toString()).contains("--users must be from 1 to 9999: " + users);
    }

    @Test
    void whatIsNoNumberIsWrongUse() {
        assertThat(run("--users", "many")).isEqualTo(2);
        assertThat(output.toString()).contains("Invalid value for option '--users'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--users", "--out"})
    void whatServingWouldIgnoreIsWrongUse(String option) {
        assertThat(run("--serve", option, "5")).isEqualTo(2);
        assertThat(output.toString()).contains(option + " is for the drill");
    }

    @Test
    void anUnknownOptionIsWrongUse() {
        assertThat(run("--user", "3")).isEqualTo(2);
        assertThat(output.toString()).contains("Unknown option");
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsWrongUse() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThat(run("--out", file.resolve("below").toString())).isEqualTo(2);
        assertThat(output.toString()).contains("--out: cannot write to");
    }

    @Test
    void aMissingJarIsNamedWithTheWayToBuildIt() {
        assertThat(run("--home", directory.toString(), "--out", directory.toString()))
                .isEqualTo(1);
        assertThat(output.toString())
                .contains("replicate-lambda.jar is missing", "mvn -DskipTests package -pl replicate-lambda -am");
    }

    private int run(String... args) {
        PrintWriter writer = new PrintWriter(output, true);
        return DrillCommand.run(writer, writer, args);
    }
}
