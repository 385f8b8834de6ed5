package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import java.time.Instant;

/** Who has set a password in this pool, which therefore differs from the one in the other pool. */
@FunctionalInterface
interface PasswordResets {

    /**
     * Notes that a person set a password.
     *
     * @param stableId the person, by the id that both pools know
     */
    void record(UserPoolId pool, String stableId, Instant at);
}
