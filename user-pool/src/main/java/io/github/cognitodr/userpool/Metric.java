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
        MILLISECONDS("Milliseconds"),
        SECONDS("Seconds");

        private final String id;

        Unit(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    public static Metric one(String name) {
        return count(name, 1);
    }

    public static Metric count(String name, long value) {
        return new Metric(name, value, Unit.COUNT);
    }

    public static Metric seconds(String name, long value) {
        return new Metric(name, value, Unit.SECONDS);
    }

    public static Metric milliseconds(String name, long value) {
        return new Metric(name, value, Unit.MILLISECONDS);
    }
}
