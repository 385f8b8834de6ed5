package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.UserProfile;
import java.time.Duration;
import java.util.Optional;

/**
 * AdminGetUser, strongly consistent. Whoever is found is an active user of the month and billed, so that it is asked where
 * nothing else tells. Thread-safe.
 */
final class Lookup {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final OperatorPool pool;

    Lookup(OperatorPool pool) {
        this.pool = pool;
    }

    /** Who has this name, or signs in with it; empty if nobody does. */
    Optional<UserProfile> find(String name) {
        try {
            return pool.call(
                    Category.USER_READ,
                    "AdminGetUser",
                    // over the pool's own client, which does not retry
                    cognito -> pool.unpaced().find(name, Deadline.in(LONGEST)));
        } catch (PoolRefusedException noName) {
            if (noName.error().equals("InvalidParameterException")) {
                return Optional.empty();
            }
            throw noName;
        }
    }
}
