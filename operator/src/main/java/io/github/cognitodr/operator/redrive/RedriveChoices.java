package io.github.cognitodr.operator.redrive;

import io.github.cognitodr.operator.redrive.Verdict.Fate;

/**
 * What the operator wants.
 *
 * @param limit messages at the most
 * @param dropMalformed whether messages that are none of ours are deleted
 * @param force whether messages that would die again are sent as well, without the check of the sign-in value
 */
public record RedriveChoices(int limit, boolean dropMalformed, boolean force) {

    Verdict apply(Verdict verdict) {
        if (verdict.fate() == Fate.LEAVE_MALFORMED && dropMalformed) {
            return verdict.with(Fate.DROP);
        }
        return verdict.fate() == Fate.LEAVE && force ? verdict.with(Fate.SEND_ANYWAY) : verdict;
    }
}
