package io.github.cognitodr.operator.doctor;

import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** Who may sign up in the primary may do so in the standby, once that is active. */
record SignUpCheck() implements Check.OfBoth {
    @Override
    public String id() {
        return "sign-up";
    }

    @Override
    public Diagnosis of(PoolFacts primary, PoolFacts standby) {
        boolean here = isOpen(primary.description().get());
        boolean there = isOpen(standby.description().get());
        if (here == there) {
            return Diagnosis.ok(here ? "people may sign up in both pools" : "only administrators make users");
        }
        return Diagnosis.warning(
                "only the " + (here ? "primary" : "standby") + " lets people sign up",
                here
                        ? "Nobody could sign up while the standby is active; what closes it while it is passive is the fence"
                        : "People could sign up in the standby who may not in the primary",
                "Set AllowAdminCreateUserOnly alike in both pools");
    }

    private static boolean isOpen(UserPoolType pool) {
        return pool.adminCreateUserConfig() == null
                || !Boolean.TRUE.equals(pool.adminCreateUserConfig().allowAdminCreateUserOnly());
    }
}
