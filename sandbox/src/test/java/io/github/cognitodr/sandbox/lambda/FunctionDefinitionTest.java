package io.github.cognitodr.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionDefinitionTest {

    private static final Path JAR = Functions.testClasses();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void whatLambdaRefusesIsRefused() {
        refused("name must match", () -> new FunctionDefinition("a b", JAR, "a.B::c", Map.of(), TIMEOUT, 128, 1));
        refused(
                "no jar at",
                () -> new FunctionDefinition("a", Path.of("none.jar"), "a.B::c", Map.of(), TIMEOUT, 128, 1));
        refused("handler must match", () -> new FunctionDefinition("a", JAR, "a b", Map.of(), TIMEOUT, 128, 1));
        refused(
                "reserved keys: [AWS_REGION, _HANDLER]",
                () -> new FunctionDefinition(
                        "a", JAR, "a.B::c", Map.of("_HANDLER", "", "AWS_REGION", "", "MINE", ""), TIMEOUT, 128, 1));
        refused(
                "environment key must match",
                () -> new FunctionDefinition("a", JAR, "a.B::c", Map.of("1A", ""), TIMEOUT, 128, 1));
        refused(
                "timeout must be whole seconds",
                () -> new FunctionDefinition("a", JAR, "a.B::c", Map.of(), Duration.ofMillis(1_500), 128, 1));
        refused(
                "timeout must be whole seconds",
                () -> new FunctionDefinition("a", JAR, "a.B::c", Map.of(), Duration.ofSeconds(901), 128, 1));
        refused("memoryMegabytes", () -> new FunctionDefinition("a", JAR, "a.B::c", Map.of(), TIMEOUT, 127, 1));
        refused("maxConcurrency", () -> new FunctionDefinition("a", JAR, "a.B::c", Map.of(), TIMEOUT, 128, 0));
    }

    private static void refused(String message, Runnable construction) {
        assertThatIllegalArgumentException().isThrownBy(construction::run).withMessageContaining(message);
    }
}
