package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.EnsureOutcome;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.UserCopier;
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

    /** What to do with the message. */
    enum Next {
        FORGET,

        /** A later delivery may do better. */
        RETRY,

        /** No later delivery can do better, and the message must not be forgotten. */
        PUT_ASIDE
    }

    /**
     * What became of the message.
     *
     * @param sub of the person, where it is known
     */
    record Result(Outcome outcome, Next next, Optional<String> sub, Optional<String> reason) {
        private static Result of(Outcome outcome, Next next, String reason) {
            return new Result(outcome, next, Optional.empty(), Optional.of(reason));
        }

        private Result about(Optional<String> person) {
            return new Result(outcome, next, person, reason);
        }

        /** No later delivery is waited for any more. */
        Result givenUp(String why) {
            return new Result(
                    Outcome.FAILED,
                    Next.PUT_ASIDE,
                    sub,
                    Optional.of(why + reason.map(": "::concat).orElse("")));
        }
    }

    Result replicate(String body) {
        RetryMessage message;
        try {
            message = RetryMessage.parse(body);
        } catch (MalformedJsonException never) {
            return Result.of(Outcome.FAILED, Next.PUT_ASIDE, String.valueOf(never.getMessage()));
        }
        return replicate(message).about(message.sub());
    }

    private Result replicate(RetryMessage message) {
        try {
            Deadline deadline = Deadline.in(BUDGET);
            Optional<UserProfile> person =
                    primaryPools.apply(message.userPoolId()).find(message.username(), deadline);
            if (person.isEmpty()) {
                return Result.of(Outcome.SKIPPED, Next.FORGET, "deleted since");
            }
            if (person.get().isFederated()) {
                return Result.of(Outcome.SKIPPED, Next.FORGET, "federated");
            }
            return of(copier.resume(person.get(), deadline));
        } catch (PoolUnavailableException notNow) {
            return Result.of(Outcome.QUEUED, Next.RETRY, String.valueOf(notNow.getMessage()));
        } catch (PoolRefusedException never) {
            return Result.of(Outcome.FAILED, Next.PUT_ASIDE, String.valueOf(never.getMessage()));
        } catch (RuntimeException | LinkageError defect) {
            // ours, or the SDK's: until it is mended the person waits. Its message may quote a user's record.
            return Result.of(Outcome.FAILED, Next.RETRY, defect.getClass().getName());
        }
    }

    private static Result of(EnsureOutcome ensured) {
        return switch (ensured) {
            case CREATED, CREATED_WITHOUT_RECOVERY_CONTACT, ALREADY_PRESENT ->
                new Result(Outcome.of(ensured), Next.FORGET, Optional.empty(), Optional.empty());
            case HALF_CREATED -> Result.of(Outcome.QUEUED, Next.RETRY, "half created");
            case IDENTITY_CONFLICT ->
                new Result(Outcome.IDENTITY_CONFLICT, Next.PUT_ASIDE, Optional.empty(), Optional.empty());
        };
    }
}
