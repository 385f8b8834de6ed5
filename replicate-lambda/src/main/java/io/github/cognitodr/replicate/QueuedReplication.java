package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.EnsureOutcome;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.RetryMessage;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.SignInCheck;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.UserCopier.WhereMissing;
import io.github.cognitodr.userpool.UserLookup;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.UserStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Brings a person of the retry queue into the standby pool, as the primary knows the person now. */
final class QueuedReplication {
    /** For one person, all calls together. */
    static final Duration BUDGET = Duration.ofSeconds(5);

    private final Function<UserPoolId, UserLookup> primaryPools;
    private final UserCopier copier;
    private final SignInAttribute signIn;

    /** @param primaryPools the pool that a message names, to read the person from */
    QueuedReplication(Function<UserPoolId, UserLookup> primaryPools, UserCopier copier, SignInAttribute signIn) {
        this.primaryPools = primaryPools;
        this.copier = copier;
        this.signIn = signIn;
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
     * @param isCopied whether the copy has just been made, or finished
     * @param sub of the person, where it is known
     */
    record Result(Outcome outcome, boolean isCopied, Next next, Optional<String> sub, Optional<String> reason) {
        private static Result of(Outcome outcome, Next next, String reason) {
            return new Result(outcome, false, next, Optional.empty(), Optional.of(reason));
        }

        private Result about(Optional<String> person) {
            return new Result(outcome, isCopied, next, person, reason);
        }

        /** No later delivery is waited for any more. */
        Result givenUp(String why) {
            return new Result(
                    Outcome.FAILED,
                    false,
                    Next.PUT_ASIDE,
                    sub,
                    Optional.of(why + reason.map(": "::concat).orElse("")));
        }
    }

    /**
     * Replicates whom a message names.
     *
     * @param check of what the person signed in with at the sign-up, where it is known
     */
    Result replicate(String body, Optional<String> check) {
        RetryMessage message;
        try {
            message = RetryMessage.parse(body);
        } catch (MalformedJsonException never) {
            return Result.of(Outcome.FAILED, Next.PUT_ASIDE, String.valueOf(never.getMessage()));
        }
        return replicate(message, check).about(message.sub());
    }

    private Result replicate(RetryMessage message, Optional<String> check) {
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
            if (person.get().status() == UserStatus.UNCONFIRMED) {
                // somebody else of that name, who has not confirmed: whoever had it is gone
                return Result.of(Outcome.SKIPPED, Next.FORGET, "unconfirmed");
            }
            boolean changed = check.isPresent() && !check.get().equals(SignInCheck.of(person.get(), signIn));
            return of(copier.resume(person.get(), changed ? WhereMissing.LEAVE : WhereMissing.CREATE, deadline));
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
            case CREATED, CREATED_WITHOUT_RECOVERY_CONTACT, ALREADY_PRESENT, PRESENT_WITHOUT_RECOVERY_CONTACT ->
                done(ensured, Next.FORGET);
            case HALF_CREATED -> Result.of(Outcome.QUEUED, Next.RETRY, "half created");
            case IDENTITY_CONFLICT -> done(ensured, Next.PUT_ASIDE);
            case MISSING ->
                Result.of(
                        Outcome.FAILED,
                        Next.PUT_ASIDE,
                        "the sign-in value has changed since the sign-up: a copy may stand under the former one");
        };
    }

    private static Result done(EnsureOutcome ensured, Next next) {
        return new Result(Outcome.of(ensured), ensured.isCopied(), next, Optional.empty(), Optional.empty());
    }
}
