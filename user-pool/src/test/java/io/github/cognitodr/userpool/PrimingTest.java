package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimingTest {
    private final StringBuilder lines = new StringBuilder();
    private final StructuredLog log =
            new StructuredLog("test", line -> lines.append(new String(line, StandardCharsets.UTF_8)));
    private int done;

    @ParameterizedTest
    @CsvSource({"snap-start, 1", "provisioned-concurrency, 1", "on-demand, 0"})
    void isDoneWhereNobodyWaitsForTheStart(String type, int times) {
        Priming.run(new Environment(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", type)), () -> done++, log);

        assertThat(done).isEqualTo(times);
    }

    @Test
    void aFailureKeepsNoFunctionFromStarting() {
        Priming.run(
                new Environment(Map.of()),
                () -> {
                    throw new NoClassDefFoundError("software/amazon/awssdk/Missing");
                },
                log);

        assertThat(lines).contains("\"level\":\"WARN\",\"outcome\":\"NotPrimed\"", "java.lang.NoClassDefFoundError");
    }
}
