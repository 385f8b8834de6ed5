package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.EnsureOutcome;
import io.github.cognitodr.userpool.LogEntry;
import io.github.cognitodr.userpool.LogEntry.Level;
import io.github.cognitodr.userpool.PassThroughTrigger;

/** What became of one person, as logs and metrics name it. */
enum Outcome {
    REPLICATED("Replicated", Level.INFO),
    ALREADY_PRESENT("AlreadyPresent", Level.INFO),

    /** There, but "forgot password" cannot reach the person: no address or number is verified. */
    NO_RECOVERY_CONTACT("NoRecoveryContact", Level.WARN),

    /** Somebody else has the address in the standby: only an operator can tell who is who. */
    IDENTITY_CONFLICT("IdentityConflict", Level.ERROR),

    /** Left to the queue: the standby did not answer in time, or an earlier attempt has to be finished. */
    QUEUED("Queued", Level.WARN),

    /** Nothing to do: not a sign-up of this pool's own, or the person has been deleted since. */
    SKIPPED(PassThroughTrigger.SKIPPED, Level.INFO),

    /** Neither the standby nor the queue took the person, or no repetition can make it good. */
    FAILED(PassThroughTrigger.FAILED, Level.ERROR);

    /** From the sign-up until the person stands in the standby, able to recover the account there. */
    static final String LATENCY = "ReplicationLatency";

    /**
     * How long a person who is put back into the queue has waited. SQS's own age of the oldest message leaves out whoever
     * has been received three times (SQS developer guide, Available CloudWatch metrics), which is everybody in an outage.
     */
    static final String RETRY_AGE = "RetryAge";

    private final String metric;
    private final Level level;

    Outcome(String metric, Level level) {
        this.metric = metric;
        this.level = level;
    }

    static Outcome of(EnsureOutcome ensured) {
        return switch (ensured) {
            case CREATED -> REPLICATED;
            case CREATED_WITHOUT_RECOVERY_CONTACT, PRESENT_WITHOUT_RECOVERY_CONTACT -> NO_RECOVERY_CONTACT;
            case ALREADY_PRESENT -> ALREADY_PRESENT;
            case IDENTITY_CONFLICT -> IDENTITY_CONFLICT;
            case HALF_CREATED -> QUEUED;
            case MISSING -> FAILED;
        };
    }

    LogEntry entry() {
        return LogEntry.of(level, metric);
    }
}
