package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.aws.Side;

/** No copy was left half way. */
record HalfMadeCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "half-made";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        return pool.figures()
                .get()
                .map(figures -> figures.forceChange() == 0
                        ? Diagnosis.ok("nobody is in FORCE_CHANGE_PASSWORD")
                        : Diagnosis.warning(
                                figures.forceChange() + " users are in FORCE_CHANGE_PASSWORD",
                                pool.side() == Side.STANDBY
                                        ? "\"Forgot password\" is refused for them: copies that were left half way"
                                        : "\"Forgot password\" is refused for them until they have set a password",
                                pool.side() == Side.STANDBY
                                        ? "cognito-dr sync finishes them, if the retry queue does not"
                                        : "They are users whom an administrator has made, and who never came"))
                .orElse(Diagnosis.skipped());
    }
}
