package io.github.cognitodr.operator.doctor;

import java.util.List;
import java.util.Optional;

/**
 * The function that the stack has made for Post Confirmation.
 *
 * @param aliasArn where the stack tells it
 * @param functionName where the stack tells it
 */
record OwnTrigger(Optional<String> aliasArn, Optional<String> functionName) {
    static final OwnTrigger UNKNOWN = new OwnTrigger(Optional.empty(), Optional.empty());

    boolean isKnown() {
        return aliasArn.isPresent() || functionName.isPresent();
    }

    /** Whether a pool's setting names it: {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME:ALIAS}. */
    boolean isMeantBy(String arn) {
        if (aliasArn.isPresent()) {
            return aliasArn.get().equals(arn);
        }
        List<String> parts = List.of(arn.split(":", -1));
        return parts.size() > 6 && functionName.filter(parts.get(6)::equals).isPresent();
    }
}
