package io.github.cognitodr.userpool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one line of the log tells: an outcome, ids and durations, and the figures that CloudWatch is to take from it.
 * Never an attribute of a user. Immutable.
 *
 * <pre>{@code
 * log.write(LogEntry.info("Replicated").with("sub", profile.sub()).counted());
 * }</pre>
 *
 * @param fields in the order in which they are written
 */
public record LogEntry(Level level, String outcome, Map<String, Object> fields, List<Metric> metrics) {

    /** How much it matters. */
    public enum Level {
        INFO,
        WARN,
        ERROR
    }

    public LogEntry {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        metrics = List.copyOf(metrics);
    }

    public static LogEntry of(Level level, String outcome) {
        return new LogEntry(level, outcome, Map.of(), List.of());
    }

    public static LogEntry info(String outcome) {
        return of(Level.INFO, outcome);
    }

    public static LogEntry error(String outcome) {
        return of(Level.ERROR, outcome);
    }

    /** The same fields under another outcome. */
    public LogEntry as(Level otherLevel, String otherOutcome) {
        return new LogEntry(otherLevel, otherOutcome, fields, metrics);
    }

    public LogEntry with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new LogEntry(level, outcome, more, metrics);
    }

    /** The outcome is a metric, and this is one of it. */
    public LogEntry counted() {
        return measured(Metric.one(outcome));
    }

    public LogEntry measured(Metric metric) {
        List<Metric> more = new ArrayList<>(metrics);
        more.add(metric);
        return new LogEntry(level, outcome, fields, more);
    }
}
