package io.github.cognitodr.benchmarks;

import java.time.Duration;
import java.util.List;

/** Measured times, as percentiles by the nearest rank. */
record Durations(List<Duration> sorted) {

    /**
     * Sorts them.
     *
     * @throws IllegalArgumentException if there is none
     */
    Durations {
        sorted = sorted.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** @param percent 0 is the shortest, 100 the longest */
    double milliseconds(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(1, rank) - 1).toNanos() / 1e6;
    }
}
