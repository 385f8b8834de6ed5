package io.github.cognitodr.operator.doctor;

import java.time.Instant;

/**
 * The snapshot that {@code latest.json} names.
 *
 * @param isThere whether its manifest can be read and is one
 */
record SnapshotFacts(String id, Instant startedAt, boolean isThere) {}
