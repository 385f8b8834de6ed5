package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.aws.Side;
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

    /** As the stacks call it; CloudFormation makes the function's name of it. */
    static String function(Side side) {
        return side == Side.PRIMARY ? "ReplicateOnConfirmation" : "SnapshotOnConfirmation";
    }

    /** Whether the name of the function that a pool's setting names is one that our stacks give. */
    static boolean isNamedLikeOurs(String arn, Side side) {
        List<String> parts = List.of(arn.split(":", -1));
        return parts.size() > 6 && parts.get(6).contains(function(side));
    }

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
