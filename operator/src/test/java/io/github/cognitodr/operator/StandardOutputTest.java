package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A result that nobody got is no success. */
class StandardOutputTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "No space left on device, false, 0, 3",
        "No space left on device, false, 1, 1",
        "No space left on device, false, 4, 4",
        "Broken pipe,             false, 0, 0",
        "Something translated,    true,  0, 0",
    })
    void aResultThatIsLostIsNoSuccessButForAPipe(String failure, boolean isPipe, int exitCode, int expected) {
        StandardOutput out = new StandardOutput(failing(failure), isPipe);
        new PrintWriter(out, true, StandardCharsets.UTF_8).println("result");

        assertThat(CognitoDr.exitCode(exitCode, out, new PrintWriter(err, true)))
                .isEqualTo(expected);
        assertThat(err.toString().lines().toList())
                .hasSize(out.hasLostSomething() ? 1 : 0)
                .allMatch(line -> line.startsWith("The result could not be written"));
    }

    @Test
    void whatIsWrittenIsNotLost() {
        StandardOutput out = new StandardOutput(OutputStream.nullOutputStream(), false);
        new PrintWriter(out, true, StandardCharsets.UTF_8).println("result");

        assertThat(CognitoDr.exitCode(0, out, new PrintWriter(err, true))).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aFileIsNoPipe() {
        assertThat(StandardOutput.isPipe(Path.of("pom.xml"))).isFalse();
        assertThat(StandardOutput.isPipe(Path.of("nothing"))).isFalse();
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(message);
            }
        };
    }
}
