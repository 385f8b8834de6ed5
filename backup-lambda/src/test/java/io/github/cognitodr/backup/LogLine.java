package io.github.cognitodr.backup;

import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line that one of the functions has written. */
record LogLine(JsonNode json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the sandbox itself adds when an environment ends. */
    private static final Pattern OF_SANDBOX = Pattern.compile("(Failed|TimedOut)\\[.*]");

    /**
     * The lines that a function wrote.
     *
     * @throws tools.jackson.core.JacksonException if one is not JSON
     */
    static List<LogLine> of(LambdaFunction function) {
        return function.logs().stream()
                .filter(line -> !OF_SANDBOX.matcher(line).matches())
                .map(line -> new LogLine(parse(line)))
                .toList();
    }

    /** What became of each invocation of a function, in order. */
    static List<String> outcomes(LambdaFunction function) {
        return of(function).stream().map(LogLine::outcome).toList();
    }

    static JsonNode parse(String json) {
        return JSON.readTree(json);
    }

    String outcome() {
        return text("outcome");
    }

    long milliseconds() {
        return json.path("milliseconds").asLong(-1);
    }

    String text(String field) {
        return json.path(field).asString("");
    }
}
