package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.EnsureOutcome;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.UserCopier.HalfCreated;
import io.github.cognitodr.userpool.UserLookup;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Brings a person of the retry queue into the standby pool, as the primary knows the person now. */
final class QueuedReplication {
    /** For one person, all calls together. */
    static final Duration BUDGET = Duration.ofSeconds(5);

    private final Function<UserPoolId, UserLookup> primaryPools;
    private final UserCopier copier;

    /** @param primaryPools the pool that a message names, to read the person from */
    QueuedReplication(Function<UserPoolId, UserLookup> primaryPools, UserCopier copier) {
        this.primaryPools = primaryPools;
        this.copier = copier;
    }

    /**
     * What became of the message.
     *
     * @param retry whether a later delivery may do better
     */
    record Result(Outcome outcome, boolean retry, String reason) {
        /** No later delivery can do better, and the message must not be forgotten. */
        boolean isToBePutAside() {
            return !retry && (outcome == Outcome.FAILED || outcome == Outcome.IDENTITY_CONFLICT);
        }

        private static Result done(Outcome outcome) {
            return new Result(outcome, false, "");
        }
    }

    Result replicate(String body) {
        try {
            RetryMessage message = RetryMessage.parse(body);
            Deadline deadline = Deadline.in(BUDGET);
            Optional<UserProfile> person =
                    primaryPools.apply(message.userPoolId()).find(message.username(), deadline);
            if (person.isEmpty()) {
                return Result.done(Outcome.DELETED);
            }
            if (person.get().isFederated()) {
                return Result.done(Outcome.SKIPPED);
            }
            EnsureOutcome ensured = copier.ensure(person.get(), HalfCreated.FINISH, deadline);
            return switch (ensured) {
                case CREATED -> Result.done(Outcome.REPLICATED);
                case CREATED_WITHOUT_RECOVERY_CONTACT -> Result.done(Outcome.NO_RECOVERY_CONTACT);
                case ALREADY_PRESENT -> Result.done(Outcome.ALREADY_PRESENT);
                case IDENTITY_CONFLICT -> Result.done(Outcome.IDENTITY_CONFLICT);
                case HALF_CREATED -> new Result(Outcome.QUEUED, true, "half created");
            };
        } catch (PoolUnavailableException notNow) {
            return new Result(Outcome.QUEUED, true, String.valueOf(notNow.getMessage()));
        } catch (PoolRefusedException | MalformedJsonException never) {
            return new Result(Outcome.FAILED, false, String.valueOf(never.getMessage()));
        }
    }
}
