package io.github.cognitodr.userpool;

import java.time.Duration;

/**
 * How long a message that could not be dealt with waits for its next delivery: 30 seconds, doubled each time up to 15
 * minutes. Stateless.
 */
public final class RetryPause {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 5; // 30 s x 2^5 is past the longest already

    private RetryPause() {}

    /**
     * The pause after so many deliveries.
     *
     * @param deliveries how often the message has been received, this time included; SQS counts from 1
     */
    public static Duration after(int deliveries) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(Math.max(0, deliveries - 1), MOST_DOUBLINGS));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
