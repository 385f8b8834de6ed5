package io.github.cognitodr.userpool;

import java.util.Map;

/**
 * What a function does ahead, in its start, so that nobody waits for it; with SnapStart it is done once for all, before
 * the snapshot is taken. Nothing random may be drawn here: every environment would begin with the same.
 */
public final class Priming {
    /** Lambda sets it: on-demand, provisioned-concurrency or snap-start. (Developer guide, Defined runtime variables) */
    private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private Priming() {}

    /**
     * Does it, unless somebody is waiting for this very start: then it costs more than it saves (README, Speed). A
     * failure is logged and keeps no function from starting: a trigger that does not start fails every sign-up.
     */
    public static void run(Environment environment, Runnable work, StructuredLog log) {
        if ("on-demand".equals(environment.variables().get(INITIALIZATION_TYPE))) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException | LinkageError failed) {
            log.warn("NotPrimed", Map.of("error", failed.getClass().getName()));
        }
    }
}
