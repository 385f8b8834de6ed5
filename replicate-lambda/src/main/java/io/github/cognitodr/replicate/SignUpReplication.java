package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.PostConfirmation;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.UserCopier.HalfCreated;
import io.github.cognitodr.userpool.UserProfile;
import java.time.Duration;
import java.util.Map;

/**
 * Copies a person who has just signed up into the standby pool, or leaves that to the queue. Never fails, and takes
 * 2.5 seconds at the most: the person is waiting, and Cognito waits five.
 */
final class SignUpReplication {
    /** For all calls to the standby together. */
    static final Duration STANDBY_BUDGET = Duration.ofMillis(1500);

    /** For handing the person to the retry queue. */
    static final Duration QUEUE_BUDGET = Duration.ofMillis(800);

    /** For both together, from the start: what a slow processor takes is taken from the queue's share. */
    private static final Duration TOTAL_BUDGET = Duration.ofMillis(2400);

    /** Less than this for the queue would lose people; Cognito waits longer than we promise. */
    private static final Duration LEAST_QUEUE_BUDGET = Duration.ofMillis(400);

    private final UserCopier copier;
    private final RetryQueue queue;
    private final StructuredLog log;

    SignUpReplication(UserCopier copier, RetryQueue queue, StructuredLog log) {
        this.copier = copier;
        this.queue = queue;
        this.log = log;
    }

    /**
     * Copies whoever has just signed up. Password resets pass: after an address was changed, ensuring by address would
     * make a second copy of the same person. So do people of another identity provider, who have no password here.
     */
    Outcome replicate(PostConfirmation confirmation) {
        UserProfile person = confirmation.person();
        if (confirmation.source() != PostConfirmation.Source.SIGN_UP || person.isFederated()) {
            return Outcome.SKIPPED;
        }
        Deadline total = Deadline.in(TOTAL_BUDGET);
        try {
            return switch (copier.ensure(person, HalfCreated.LEAVE, Deadline.in(STANDBY_BUDGET))) {
                case CREATED -> Outcome.REPLICATED;
                case CREATED_WITHOUT_RECOVERY_CONTACT -> Outcome.NO_RECOVERY_CONTACT;
                case ALREADY_PRESENT -> Outcome.ALREADY_PRESENT;
                case IDENTITY_CONFLICT -> {
                    // somebody else has the address in the standby: only an operator can tell who is who
                    log.error("AddressTakenInStandby", Map.of("sub", person.sub()));
                    yield Outcome.IDENTITY_CONFLICT;
                }
                // another invocation for the same person may be at work this moment; the queue comes after it
                case HALF_CREATED -> enqueue(confirmation, total, "half created");
            };
        } catch (PoolUnavailableException | PoolRefusedException notNow) {
            // a refusal too: an attribute may be missing in the standby's schema until an operator adds it
            return enqueue(confirmation, total, String.valueOf(notNow.getMessage()));
        } catch (RuntimeException | LinkageError defect) {
            // ours, or the SDK's: the person waits in the queue until it is mended. Its message may quote an attribute.
            return enqueue(confirmation, total, defect.getClass().getName());
        }
    }

    private Outcome enqueue(PostConfirmation confirmation, Deadline total, String reason) {
        log.warn("StandbyMissed", Map.of("sub", confirmation.person().sub(), "reason", reason));
        Duration left = total.remainingAtMost(QUEUE_BUDGET);
        try {
            queue.put(
                    new RetryMessage(
                            confirmation.userPoolId(), confirmation.person().username()),
                    left.compareTo(LEAST_QUEUE_BUDGET) < 0 ? LEAST_QUEUE_BUDGET : left);
            return Outcome.QUEUED;
        } catch (RetryQueueException lost) {
            // the person stays signed up; reconciliation finds who is missing in the standby
            log.error(
                    "NotQueued",
                    Map.of("sub", confirmation.person().sub(), "reason", String.valueOf(lost.getMessage())));
            return Outcome.FAILED;
        }
    }
}
