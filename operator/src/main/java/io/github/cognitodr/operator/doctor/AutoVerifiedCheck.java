package io.github.cognitodr.operator.doctor;

import java.util.TreeSet;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** Both pools verify the same contacts. */
record AutoVerifiedCheck() implements Check.OfBoth {
    @Override
    public String id() {
        return "auto-verified";
    }

    @Override
    public Diagnosis of(PoolFacts primary, PoolFacts standby) {
        TreeSet<String> here = of(primary.description().get());
        TreeSet<String> there = of(standby.description().get());
        String why = "An import job takes only users with a verified contact of those that the pool verifies by"
                + " itself, and a pool without any starts no job";
        String mend = "Give both pools the same AutoVerifiedAttributes";
        if (here.isEmpty() || there.isEmpty()) {
            return Diagnosis.critical(
                    "the " + (there.isEmpty() ? "standby" : "primary") + " verifies no contact by itself", why, mend);
        }
        return here.equals(there)
                ? Diagnosis.ok("both pools verify " + String.join(" and ", here))
                : Diagnosis.warning(
                        "the primary verifies " + String.join(" and ", here) + ", the standby "
                                + String.join(" and ", there),
                        why,
                        mend);
    }

    private static TreeSet<String> of(UserPoolType pool) {
        return new TreeSet<>(pool.autoVerifiedAttributesAsStrings());
    }
}
