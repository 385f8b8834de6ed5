package io.github.cognitodr.operator.pool;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many requests a second may be made. Immutable.
 *
 * @param raised requests a second of the categories whose quota is not the usual one
 * @param percent of each quota that may be used, 1 to 100; the rest stays for the application
 */
public record Quotas(Map<Category, Integer> raised, int percent) {
    /** Of each quota; some is left for whoever signs in meanwhile. */
    public static final int USUAL_PERCENT = 95;

    public Quotas {
        Map<Category, Integer> copy = new EnumMap<>(Category.class);
        copy.putAll(raised);
        raised = Map.copyOf(copy);
        if (percent < 1 || percent > 100) {
            throw new IllegalArgumentException("must be from 1 to 100");
        }
        raised.forEach((category, rate) -> {
            if (rate < 1 || rate > 1_000_000) {
                throw new IllegalArgumentException(category.id() + " must be from 1 to 1000000");
            }
        });
    }

    public static Quotas usual() {
        return new Quotas(Map.of(), USUAL_PERCENT);
    }

    /** Requests a second of this category; at least one in five seconds. */
    public double rate(Category category) {
        return Math.max(0.2, raised.getOrDefault(category, category.usual()) * percent / 100.0);
    }
}
