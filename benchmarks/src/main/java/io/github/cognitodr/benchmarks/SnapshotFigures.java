package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.cognito.Traffic;
import java.time.Duration;

/**
 * What saving a pool took.
 *
 * @param took from the event to the answer, in a process that had initialised before
 * @param processorTime of the function's process since its start, so with its initialisation
 * @param sandboxTime processor time of this process meanwhile, which plays Cognito and S3
 * @param peakMemoryBytes physical memory of the function's process, at its highest
 * @param listUsers the calls that the sandbox counted
 */
record SnapshotFigures(
        int users,
        Duration took,
        Duration processorTime,
        Duration sandboxTime,
        long peakMemoryBytes,
        Traffic.Count listUsers) {

    double usersPerSecond() {
        return users / seconds();
    }

    double seconds() {
        return took.toNanos() / 1e9;
    }
}
