package io.github.cognitodr.userpool;

/** Time since a start, on the monotonic clock. Immutable, thread-safe. */
public final class Stopwatch {
    private final long startedAt;

    private Stopwatch(long startedAt) {
        this.startedAt = startedAt;
    }

    public static Stopwatch start() {
        return new Stopwatch(System.nanoTime());
    }

    public long milliseconds() {
        return (System.nanoTime() - startedAt) / 1_000_000;
    }
}
