package io.github.cognitodr.userpool;

/**
 * A figure for CloudWatch.
 *
 * @param name as CloudWatch shows it
 * @param value a count or a time
 */
public record Metric(String name, long value, Unit unit) {

    /** Units of CloudWatch that are used here. (API reference of CloudWatch, MetricDatum, Unit) */
    public enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds");

        private final String id;

        Unit(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    public static Metric one(String name) {
        return new Metric(name, 1, Unit.COUNT);
    }

    public static Metric milliseconds(String name, long value) {
        return new Metric(name, value, Unit.MILLISECONDS);
    }
}
