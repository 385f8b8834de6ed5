package io.github.cognitodr.userpool;

import java.util.Map;

/**
 * What a function does ahead, in its start, so that nobody waits for it; with SnapStart it is done once for all, before
 * the snapshot is taken. Nothing random may be drawn here: every environment would begin with the same.
 */
public final class Priming {
    private Priming() {}

    /**
     * Does it. A failure is logged and keeps no function from starting: a trigger that does not start fails every
     * sign-up.
     */
    public static void run(Runnable work, StructuredLog log) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError failed) {
            log.warn("NotPrimed", Map.of("error", failed.getClass().getName()));
        }
    }
}
