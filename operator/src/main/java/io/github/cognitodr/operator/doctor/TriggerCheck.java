package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.aws.Side;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who signs up is seen by our function. */
record TriggerCheck() implements Check.OfPool {
    private static final Pattern VERSION = Pattern.compile("arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+:[0-9]+");

    @Override
    public String id() {
        return "trigger";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        String why = pool.side() == Side.PRIMARY
                ? "Whoever signs up is not copied into the standby, and has no account after a failover"
                : "Whoever signs up while the standby is active is in no snapshot until the daily one";
        OwnTrigger own = pool.trigger().ifKnown().orElse(OwnTrigger.UNKNOWN);
        String mend = "Make the function's alias the pool's Post Confirmation trigger"
                + own.aliasArn().map(arn -> ": " + arn).orElse(", by deploying the stack")
                + ". A pool of your own is updated with your own tool, all its settings named";
        @Nullable String arn = pool.description().get().lambdaConfig() == null
                ? null
                : pool.description().get().lambdaConfig().postConfirmation();
        if (arn == null || arn.isBlank()) {
            return Diagnosis.critical("the pool has no Post Confirmation trigger", why, mend);
        }
        if (VERSION.matcher(arn).matches()) {
            return Diagnosis.critical(
                    "the Post Confirmation trigger is named by a version, not by an alias",
                    "Cognito takes no version, and a deployment would leave the old code at work",
                    mend);
        }
        if (own.isKnown() && !own.isMeantBy(arn)) {
            return Diagnosis.warning(
                    "the Post Confirmation trigger is not the stack's function",
                    why + ", unless that function calls ours with the whole event",
                    mend + "; or call ours from it");
        }
        if (!own.isKnown() && !OwnTrigger.isNamedLikeOurs(arn, pool.side())) {
            return Diagnosis.warning(
                    "there is a Post Confirmation trigger, and the stack's outputs cannot tell whether it is ours",
                    why + ", unless that function is ours, or calls ours with the whole event",
                    "Look whether the pool's Post Confirmation trigger is " + OwnTrigger.function(pool.side())
                            + " of the stack, or name the stack with --" + pool.side() + "-stack");
        }
        return Diagnosis.ok(
                own.isKnown()
                        ? "the Post Confirmation trigger is the stack's"
                        : "the Post Confirmation trigger is named as the stack's is");
    }
}
