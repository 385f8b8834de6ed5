package io.github.cognitodr.operator.sync;

import java.util.EnumSet;
import java.util.Set;

/**
 * What came of one user.
 *
 * @param done what was done
 * @param problem why something was not; empty where all was, or nothing had to be any more
 */
record SyncResult(Set<Action> done, String problem) {
    static final SyncResult NOTHING_TO_DO = new SyncResult(EnumSet.noneOf(Action.class), "");
}
