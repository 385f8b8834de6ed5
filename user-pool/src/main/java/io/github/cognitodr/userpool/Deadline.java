package io.github.cognitodr.userpool;

import java.time.Duration;

/**
 * A moment by which something has to be finished, on the monotonic clock: steps of the wall clock do not move it.
 * Immutable, thread-safe.
 */
public final class Deadline {
    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    public static Deadline in(Duration fromNow) {
        return new Deadline(System.nanoTime() + fromNow.toNanos());
    }

    /** What is left, zero when the moment has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    /** The shorter of what is left and the given limit. */
    public Duration remainingAtMost(Duration limit) {
        Duration left = remaining();
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
