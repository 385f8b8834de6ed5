package io.github.cognitodr.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchResponseTest {

    private static final Set<String> BATCH = Set.of("a", "b");

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
    void isACompleteSuccess(String answer) {
        assertThat(processed(answer)).isEqualTo(BATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batchItemFailures\":",
                "\"done\"",
                "[]",
                "{\"batchItemFailures\":{}}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"messageId\":\"a\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"nobody\"}]}"
            })
    void isACompleteFailure(String answer) {
        assertThat(processed(answer)).isEmpty();
    }

    @Test
    void keepsWhatIsNamed() {
        assertThat(processed("{\"batchItemFailures\":[{\"itemIdentifier\":\"a\"}]}"))
                .containsExactly("b");
    }

    @Test
    void anErrorOfTheFunctionKeepsAll() {
        assertThat(BatchResponse.processed(new InvocationResult.Failed("Error", ""), BATCH))
                .isEmpty();
        assertThat(BatchResponse.processed(new InvocationResult.TimedOut(""), BATCH))
                .isEmpty();
        assertThat(BatchResponse.processed(new InvocationResult.Unavailable(""), BATCH))
                .isEmpty();
    }

    private static Set<String> processed(String answer) {
        return BatchResponse.processed(new InvocationResult.Answered(answer.getBytes(StandardCharsets.UTF_8)), BATCH);
    }
}
