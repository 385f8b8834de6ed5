package io.github.cognitodr.userpool;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One JSON object a line, for log queries; where an entry has metrics, in CloudWatch's embedded metric format, so that
 * CloudWatch takes them from the log without a call of ours (CloudWatch user guide, "Specification: Embedded metric
 * format"). Thread-safe if the sink is.
 *
 * <pre>{@code
 * StructuredLog log = new StructuredLog("ReplicateOnConfirmation", line -> LambdaRuntime.getLogger().log(line));
 * log.info("Replicated", Map.of("sub", profile.sub(), "milliseconds", 212));
 * }</pre>
 */
public final class StructuredLog {
    /** Of every metric of this project. */
    public static final String NAMESPACE = "CognitoDr";

    /** The only dimension: people and requests are in the line, and would each make a metric of their own. */
    public static final String DIMENSION = "Function";

    private final String function;
    private final Consumer<byte[]> sink;

    /**
     * Writes to a sink.
     *
     * @param function by which metrics are told apart; not its name in AWS, which changes with a deployment
     * @param sink takes a line of UTF-8, ended by a line break
     */
    public StructuredLog(String function, Consumer<byte[]> sink) {
        this.function = function;
        this.sink = sink;
    }

    public void info(String outcome, Map<String, ?> fields) {
        write(LogEntry.Level.INFO, outcome, fields);
    }

    public void warn(String outcome, Map<String, ?> fields) {
        write(LogEntry.Level.WARN, outcome, fields);
    }

    public void error(String outcome, Map<String, ?> fields) {
        write(LogEntry.Level.ERROR, outcome, fields);
    }

    public void write(LogEntry entry) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("level", entry.level().name());
        line.put("outcome", entry.outcome());
        line.putAll(entry.fields());
        if (!entry.metrics().isEmpty()) {
            line.put(DIMENSION, function);
            entry.metrics().forEach(metric -> line.put(metric.name(), metric.value()));
            line.put("_aws", embedded(entry.metrics()));
        }
        byte[] json = Json.write(line);
        byte[] withLineBreak = Arrays.copyOf(json, json.length + 1);
        withLineBreak[json.length] = '\n';
        sink.accept(withLineBreak);
    }

    private void write(LogEntry.Level level, String outcome, Map<String, ?> fields) {
        write(new LogEntry(level, outcome, new LinkedHashMap<>(fields), List.of()));
    }

    private static Map<String, Object> embedded(List<Metric> metrics) {
        List<Map<String, String>> definitions = metrics.stream()
                .map(metric ->
                        Map.of("Name", metric.name(), "Unit", metric.unit().id()))
                .toList();
        return Map.of(
                "Timestamp",
                System.currentTimeMillis(),
                "CloudWatchMetrics",
                List.of(Map.of(
                        "Namespace", NAMESPACE, "Dimensions", List.of(List.of(DIMENSION)), "Metrics", definitions)));
    }
}
