package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.Sandbox;

/** The functions that Cognito waits for. */
enum Trigger {
    /** ReplicateOnConfirmation. */
    REPLICATION,

    /** SnapshotOnConfirmation. */
    SNAPSHOT;

    /** Sets up what it works on. */
    Scene in(Sandbox sandbox) {
        return switch (this) {
            case REPLICATION -> new Standby(sandbox);
            case SNAPSHOT -> new SnapshotRequests(sandbox);
        };
    }
}
