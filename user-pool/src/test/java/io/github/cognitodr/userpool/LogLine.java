package io.github.cognitodr.userpool;

import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line that one of the functions has written. */
public record LogLine(JsonNode json) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the sandbox itself adds when an environment ends. */
    private static final Pattern OF_SANDBOX = Pattern.compile("(Failed|TimedOut)\\[.*]");

    /**
     * The lines that a function wrote.
     *
     * @throws tools.jackson.core.JacksonException if one is not JSON
     */
    public static List<LogLine> of(LambdaFunction function) {
        return function.logs().stream()
                .filter(line -> !OF_SANDBOX.matcher(line).matches())
                .map(line -> new LogLine(parse(line)))
                .toList();
    }

    /** Waits, five seconds at the most, until a function has so many lines: nobody may wait for it any more. */
    public static List<LogLine> await(int count, LambdaFunction function) throws InterruptedException {
        for (int attempt = 0; attempt < 50 && of(function).size() < count; attempt++) {
            Thread.sleep(100);
        }
        return of(function);
    }

    public String outcome() {
        return text("outcome");
    }

    public String sub() {
        return text("sub");
    }

    /** How long the invocation took, or the message of a batch. */
    public long milliseconds() {
        return json.path("milliseconds").asLong(-1);
    }

    public String text(String field) {
        return json.path(field).asString("");
    }

    public boolean has(String field) {
        return json.has(field);
    }

    /** How often each outcome occurs. */
    public static Map<String, Long> countOutcomes(List<LogLine> lines) {
        Map<String, Long> count = new TreeMap<>();
        lines.forEach(line -> count.merge(line.outcome(), 1L, Long::sum));
        return count;
    }

    /** What became of each invocation of a function, in order. */
    public static List<String> outcomes(LambdaFunction function) {
        return of(function).stream().map(LogLine::outcome).toList();
    }

    /** Any JSON. */
    public static JsonNode parse(String json) {
        return JSON.readTree(json);
    }
}
