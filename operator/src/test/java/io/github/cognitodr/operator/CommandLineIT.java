package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged command starts, and ends as scripts expect. */
class CommandLineIT {

    @Test
    void theJarTellsItsVersion() {
        CommandLineProcess.Ended ended = CommandLineProcess.run(Map.of(), "--version");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.lines()).containsExactly("cognito-dr 0.1.0");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void whatNobodyKnowsIsOneClearLineAndWrongUse() {
        CommandLineProcess.Ended ended = CommandLineProcess.run(Map.of(), "--nothing-of-the-kind");

        assertThat(ended.err()).contains("--nothing-of-the-kind").doesNotContain("\tat ");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    }
}
