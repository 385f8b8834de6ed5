package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.EnsureOutcome;
import io.github.cognitodr.userpool.LogEntry;
import io.github.cognitodr.userpool.Metric;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.PostConfirmation;
import io.github.cognitodr.userpool.RetryMessage;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.SignInCheck;
import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.UserProfile;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Copies a person who has just signed up into the standby pool. Never fails, and takes 2.5 seconds at the most: the
 * person is waiting, and Cognito waits five.
 *
 * <p>The person is put into the retry queue first, and copied then: the trigger runs once in a person's life, and whatever
 * stops it half way, the end of its process included, the queue's worker looks after the person a minute later. See
 * docs/decisions/queue-first.md.
 */
final class SignUpReplication {
    /** For all calls to the standby together. */
    static final Duration STANDBY_BUDGET = Duration.ofMillis(1500);

    /** For handing the person to the retry queue. */
    static final Duration QUEUE_BUDGET = Duration.ofMillis(800);

    /**
     * Kept from the standby for a second turn of the queue, where it did not take the person at first: a first call in an
     * environment that has just been started may well be too slow, and the one after it in time.
     */
    private static final Duration SECOND_QUEUE_BUDGET = Duration.ofMillis(500);

    /** For everything, from the start; what the runtime and a slow processor add is to fit into 2.5 seconds as well. */
    private static final Duration TOTAL_BUDGET = Duration.ofMillis(2100);

    private final UserCopier copier;
    private final SignInAttribute signIn;
    private final RetryQueue queue;
    private final StandbyCircuit circuit;

    SignUpReplication(UserCopier copier, SignInAttribute signIn, RetryQueue queue, StandbyCircuit circuit) {
        this.copier = copier;
        this.signIn = signIn;
        this.queue = queue;
        this.circuit = circuit;
    }

    /**
     * Copies whoever has just signed up. Password resets pass: after an address was changed, ensuring by address would
     * make a second copy of the same person. So do people of another identity provider, who have no password here.
     *
     * @return for the log
     */
    LogEntry replicate(PostConfirmation confirmation) {
        if (confirmation.source() != PostConfirmation.Source.SIGN_UP
                || confirmation.person().isFederated()) {
            return Outcome.SKIPPED.entry();
        }
        Stopwatch stopwatch = Stopwatch.start();
        Deadline total = Deadline.in(TOTAL_BUDGET);
        RetryMessage message = new RetryMessage(
                confirmation.userPoolId(), confirmation.person().username());
        String check = SignInCheck.of(confirmation.person(), signIn);
        Optional<String> notQueued = enqueue(message, check, total);
        Attempt attempt = copy(confirmation.person(), notQueued.isEmpty(), total);
        if (attempt.outcome() == Outcome.QUEUED && notQueued.isPresent()) {
            notQueued = enqueue(message, check, total);
        }
        // not even the queue: the person stays signed up, and a comparison of the pools finds who is missing
        Outcome outcome =
                attempt.outcome() == Outcome.QUEUED && notQueued.isPresent() ? Outcome.FAILED : attempt.outcome();
        LogEntry entry = attempt.reason()
                .map(reason -> outcome.entry().with("reason", reason))
                .orElseGet(outcome::entry);
        if (attempt.isCopied()) {
            entry = entry.measured(Metric.milliseconds(Outcome.LATENCY, stopwatch.milliseconds()));
        }
        return notQueued.isPresent() ? entry.with("queue", notQueued.get()) : entry;
    }

    /** What came of asking the standby. */
    private record Attempt(Outcome outcome, boolean isCopied, Optional<String> reason) {
        static Attempt leftToTheQueue(String reason) {
            return new Attempt(Outcome.QUEUED, false, Optional.of(reason));
        }
    }

    private Attempt copy(UserProfile person, boolean queued, Deadline total) {
        Duration budget = queued
                ? STANDBY_BUDGET
                : total.remainingAtMost(STANDBY_BUDGET.plus(SECOND_QUEUE_BUDGET))
                        .minus(SECOND_QUEUE_BUDGET);
        Supplier<EnsureOutcome> question = () -> copier.ensure(person, total.within(budget));
        try {
            // whom the queue did not take has nobody but the standby: then it is asked, however often it has failed
            EnsureOutcome ensured = queued ? circuit.ask(question) : question.get();
            return ensured == EnsureOutcome.HALF_CREATED
                    // another invocation for the same person may be at work this moment; the queue comes after it
                    ? Attempt.leftToTheQueue("half created")
                    : new Attempt(Outcome.of(ensured), ensured.isCopied(), Optional.empty());
        } catch (PoolUnavailableException | PoolRefusedException notNow) {
            // a refusal too: an attribute may be missing in the standby's schema until an operator adds it
            return Attempt.leftToTheQueue(String.valueOf(notNow.getMessage()));
        } catch (RuntimeException | LinkageError defect) {
            // ours, or the SDK's: the person waits in the queue until it is mended. Its message may quote an attribute.
            return Attempt.leftToTheQueue(defect.getClass().getName());
        }
    }

    /** Empty if the queue took the person, or why it did not. */
    private Optional<String> enqueue(RetryMessage message, String check, Deadline total) {
        try {
            queue.put(message, check, total.within(QUEUE_BUDGET));
            return Optional.empty();
        } catch (RetryQueueException notTaken) {
            return Optional.of(String.valueOf(notTaken.getMessage()));
        } catch (RuntimeException | LinkageError defect) {
            return Optional.of(defect.getClass().getName());
        }
    }
}
