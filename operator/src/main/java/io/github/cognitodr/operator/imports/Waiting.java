package io.github.cognitodr.operator.imports;

import java.time.Clock;
import java.time.Duration;

/**
 * How long to wait between questions, and for what at the most.
 *
 * @param firstPause before the second question; each pause after it is longer by half
 * @param longestPause between two questions
 * @param forAJobInSight how long to wait for a running job of somebody else
 * @param forAJobOutOfSight how long to wait where Cognito starts no job and none is to be seen in this pool: one of
 *     another pool of the account may be running
 */
public record Waiting(
        Clock clock, Duration firstPause, Duration longestPause, Duration forAJobInSight, Duration forAJobOutOfSight) {

    /** By the machine's clock; gentle, since 5 questions a second are the quota. */
    public static Waiting usual() {
        return new Waiting(
                Clock.systemUTC(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofHours(12),
                Duration.ofMinutes(30));
    }

    Pauses pauses() {
        return new Pauses(this);
    }

    /** Pauses that grow. Not thread-safe. */
    static final class Pauses {
        private final Waiting waiting;
        private Duration next;

        private Pauses(Waiting waiting) {
            this.waiting = waiting;
            next = waiting.firstPause;
        }

        void pause() {
            try {
                Thread.sleep(next.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for an import job", stopped);
            }
            Duration longer = next.multipliedBy(3).dividedBy(2);
            next = longer.compareTo(waiting.longestPause) < 0 ? longer : waiting.longestPause;
        }
    }
}
