package io.github.cognitodr.userpool;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A moment by which something has to be finished, on the monotonic clock: steps of the wall clock do not move it.
 * Immutable, thread-safe.
 */
public final class Deadline {
    private final LongSupplier nanoClock;
    private final long nanoTime;

    private Deadline(LongSupplier nanoClock, long nanoTime) {
        this.nanoClock = nanoClock;
        this.nanoTime = nanoTime;
    }

    public static Deadline in(Duration fromNow) {
        return in(fromNow, System::nanoTime);
    }

    /** By another clock than the machine's. */
    static Deadline in(Duration fromNow, LongSupplier nanoClock) {
        return new Deadline(nanoClock, nanoClock.getAsLong() + fromNow.toNanos());
    }

    /** The sooner of this moment and the one that long from now. */
    public Deadline within(Duration fromNow) {
        long other = nanoClock.getAsLong() + fromNow.toNanos();
        return other - nanoTime < 0 ? new Deadline(nanoClock, other) : this;
    }

    public boolean hasPassed() {
        return remaining().isZero();
    }

    /** What is left, zero when the moment has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - nanoClock.getAsLong()));
    }

    /** The shorter of what is left and the given limit. */
    public Duration remainingAtMost(Duration limit) {
        Duration left = remaining();
        return left.compareTo(limit) < 0 ? left : limit;
    }
}
