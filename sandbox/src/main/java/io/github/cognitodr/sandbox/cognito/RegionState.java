package io.github.cognitodr.sandbox.cognito;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What the operations of one Region share.
 *
 * @param listingLag how far ListUsers is behind
 */
record RegionState(
        String region,
        Clock clock,
        Pools pools,
        Outbox outbox,
        Delivery delivery,
        Triggers triggers,
        Imports imports,
        Sessions sessions,
        Duration listingLag) {

    Instant now() {
        return clock.instant();
    }
}
