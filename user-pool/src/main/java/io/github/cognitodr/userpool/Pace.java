package io.github.cognitodr.userpool;

import java.time.Duration;

/**
 * How fast somebody may use up a quota that others share. AdminSetUserPassword counts as account recovery, of which
 * Cognito takes 30 requests a second: people who recover their accounts are to have most of them. (Guide, Quotas)
 */
@FunctionalInterface
public interface Pace {
    /** No limit of one's own. */
    Pace UNLIMITED = longest -> true;

    /**
     * Waits for a turn.
     *
     * @param longest how long to wait at the most
     * @return false, without waiting, if the next turn comes later than that
     */
    boolean await(Duration longest);
}
