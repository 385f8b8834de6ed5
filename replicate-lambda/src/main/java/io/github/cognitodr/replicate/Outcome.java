package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.PassThroughTrigger;

/** What became of one person, as logs and metrics name it. */
enum Outcome {
    REPLICATED("Replicated"),
    ALREADY_PRESENT("AlreadyPresent"),
    NO_RECOVERY_CONTACT("NoRecoveryContact"),
    IDENTITY_CONFLICT("IdentityConflict"),

    /** Left to the queue: the standby did not answer in time, or an earlier attempt has to be finished. */
    QUEUED("Queued"),

    /** Not a sign-up of this pool's own: nothing to do. */
    SKIPPED(PassThroughTrigger.SKIPPED),

    /** Deleted in the primary before the worker came to it. */
    DELETED("Deleted"),

    /** Neither the standby nor the queue took it, or no repetition can make it good. */
    FAILED(PassThroughTrigger.FAILED);

    private final String metric;

    Outcome(String metric) {
        this.metric = metric;
    }

    String metric() {
        return metric;
    }
}
