package io.github.cognitodr.sandbox.lambda;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.lambda.handlers.Probe;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Definitions of the test functions, and their answers read. */
final class Functions {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private Functions() {}

    static FunctionDefinition definition(Class<?> handler, Duration timeout, int maxConcurrency) {
        return new FunctionDefinition(
                handler.getSimpleName() + "-" + timeout.toSeconds() + "-" + maxConcurrency,
                testClasses(),
                handler.getName() + "::handleRequest",
                Map.of("STANDBY_USER_POOL_ID", "ap-northeast-3_abc"),
                timeout,
                256,
                maxConcurrency);
    }

    /** A directory of classes is what an unpacked deployment package looks like. */
    static Path testClasses() {
        try {
            return Path.of(Probe.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] event(String action) {
        return ("{\"do\":\"" + action + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] sleep(long millis) {
        return ("{\"do\":\"sleep\",\"millis\":" + millis + "}").getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode answer(InvocationResult result) {
        if (result instanceof InvocationResult.Answered answered) {
            return JSON.readTree(answered.payload());
        }
        throw new AssertionError(result);
    }
}
