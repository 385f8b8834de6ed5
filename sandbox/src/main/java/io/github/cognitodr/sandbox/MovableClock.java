package io.github.cognitodr.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The machine's clock, which a test can put forward, so that delays and lifetimes of minutes end without waiting:
 *
 * <pre>{@code
 * MovableClock clock = new MovableClock();
 * Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().clock(clock));
 * clock.advance(Duration.ofMinutes(15));
 * }</pre>
 *
 * <p>It runs on by itself in between. Thread-safe.
 */
public final class MovableClock extends Clock {

    private final Clock machine;
    private final AtomicReference<Duration> ahead;

    /** Shows the machine's time, in UTC, until it is moved. */
    public MovableClock() {
        this(Clock.systemUTC(), new AtomicReference<>(Duration.ZERO));
    }

    private MovableClock(Clock machine, AtomicReference<Duration> ahead) {
        this.machine = machine;
        this.ahead = ahead;
    }

    /**
     * Puts it forward, by so much more than before.
     *
     * @throws IllegalArgumentException if it is negative: servers do not expect time to run backwards
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the clock moves forward only: " + by);
        }
        ahead.accumulateAndGet(by, Duration::plus);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    /** The same clock, moved together with this one, in another zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new MovableClock(machine.withZone(zone), ahead);
    }
}
