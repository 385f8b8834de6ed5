package io.github.cognitodr.infra;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** The figures of dashboards and alarms: those that the functions write into their logs, and Lambda's own. */
final class Figures {

    static final Duration FIVE_MINUTES = Duration.minutes(5);

    private Figures() {}

    /** A figure of the functions' logs. (user-pool, StructuredLog) */
    static Metric ours(String function, String name, String statistic, Duration period) {
        return Metric.Builder.create()
                .namespace("CognitoDr")
                .metricName(name)
                .dimensionsMap(Map.of("Function", function))
                .statistic(statistic)
                .period(period)
                .build();
    }

    /** How often, in five minutes. */
    static Metric count(String function, String name) {
        return ours(function, name, Stats.SUM, FIVE_MINUTES);
    }

    /** Of all functions named, in five minutes. */
    static IMetric counts(String name, String label, List<String> functions) {
        Map<String, IMetric> metrics = new LinkedHashMap<>();
        functions.forEach(function -> metrics.put(id(name, function), count(function, name)));
        return sum(label, metrics);
    }

    /** Invocations that threw, timed out, or were not even let in. */
    static IMetric failures(String label, List<JavaFunction> functions) {
        Map<String, IMetric> metrics = new LinkedHashMap<>();
        for (JavaFunction function : functions) {
            String name = function.getNode().getId();
            metrics.put(id("Errors", name), function.live().metricErrors(every(Stats.SUM)));
            metrics.put(id("Throttles", name), function.live().metricThrottles(every(Stats.SUM)));
        }
        return sum(label, metrics);
    }

    static MetricOptions every(String statistic) {
        return MetricOptions.builder().statistic(statistic).period(FIVE_MINUTES).build();
    }

    /** The last value that was written, until there is another. */
    static IMetric newest(String function, String name, String label) {
        return repeated(function, name, label, "%s");
    }

    /**
     * Calculates with the last value that was written.
     *
     * @param expression in which {@code %1$s} stands for it
     */
    static IMetric repeated(String function, String name, String label, String expression) {
        String id = id(name, function);
        return MathExpression.Builder.create()
                .expression(expression.formatted("FILL(" + id + ", REPEAT)"))
                .usingMetrics(Map.of(id, ours(function, name, Stats.MAXIMUM, FIVE_MINUTES)))
                .label(label)
                .period(FIVE_MINUTES)
                .build();
    }

    /** Whoever has written nothing counts as zero; otherwise the sum of the others would be missing too. */
    static IMetric sum(String label, Map<String, ? extends IMetric> metrics) {
        SortedMap<String, IMetric> inOrder = new TreeMap<>(metrics); // the same template each time
        String expression =
                inOrder.keySet().stream().map(id -> "FILL(" + id + ", 0)").collect(Collectors.joining(" + "));
        return MathExpression.Builder.create()
                .expression(expression)
                .usingMetrics(inOrder)
                .label(label)
                .period(FIVE_MINUTES)
                .build();
    }

    /** In one graph an id must not stand for two metrics; CloudWatch wants a small letter first. */
    private static String id(String name, String function) {
        return "m_" + name + "_" + function;
    }
}
