package io.github.cognitodr.operator.pool;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long AWS may be silent before a command gives up.
 *
 * @param whole of one call, all its attempts together
 * @param attempt for a connection, and for an answer on it
 * @param notices told once a call when AWS does not answer and is asked again
 */
public record Patience(Duration whole, Duration attempt, Consumer<String> notices) {

    /**
     * So long in all.
     *
     * @param seconds 1 to 3600
     */
    public static Patience ofSeconds(int seconds, Consumer<String> notices) {
        return new Patience(
                Duration.ofSeconds(seconds), Duration.ofSeconds(Math.min(10, Math.max(1, seconds / 2))), notices);
    }
}
