package io.github.cognitodr.userpool;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One JSON object a line, for log queries. Only ids, counts and durations belong into it, never an attribute of a
 * user. Thread-safe if the sink is.
 *
 * <pre>{@code
 * log.info("Replicated", Map.of("sub", profile.sub(), "milliseconds", 212));
 * }</pre>
 */
public final class StructuredLog {
    private final Consumer<byte[]> sink;

    /**
     * Writes to a sink.
     *
     * @param sink takes a line of UTF-8, ended by a line break
     */
    public StructuredLog(Consumer<byte[]> sink) {
        this.sink = sink;
    }

    public void info(String outcome, Map<String, ?> fields) {
        write("INFO", outcome, fields);
    }

    public void warn(String outcome, Map<String, ?> fields) {
        write("WARN", outcome, fields);
    }

    public void error(String outcome, Map<String, ?> fields) {
        write("ERROR", outcome, fields);
    }

    private void write(String level, String outcome, Map<String, ?> fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("level", level);
        line.put("outcome", outcome);
        line.putAll(fields);
        byte[] json = Json.write(line);
        byte[] withLineBreak = Arrays.copyOf(json, json.length + 1);
        withLineBreak[json.length] = '\n';
        sink.accept(withLineBreak);
    }
}
