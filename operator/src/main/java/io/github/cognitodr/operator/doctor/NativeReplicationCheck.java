package io.github.cognitodr.operator.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * Whether Cognito's own multi-Region replication could serve this pool: no authenticator app, the Essentials or Plus plan,
 * both Regions on its list. Where it suits, it is the better choice. (Guide, Multi-Region replication for user pools)
 */
record NativeReplicationCheck() implements Check.OfBoth {
    /** Of those that this project is made for; the list of the Guide grows. */
    private static final Set<String> NOT_LISTED = Set.of("ap-northeast-3");

    @Override
    public String id() {
        return "native-replication";
    }

    @Override
    public Diagnosis of(PoolFacts primary, PoolFacts standby) {
        UserPoolType description = primary.description().get();
        List<String> against = new ArrayList<>();
        if (MfaCheck.hasSoftwareToken(primary.mfa().get())) {
            against.add("it has no authenticator app, which this pool's users have");
        }
        String tier = String.valueOf(description.userPoolTierAsString());
        if (!tier.equals("ESSENTIALS") && !tier.equals("PLUS")) {
            against.add("it needs the Essentials or Plus plan, and the pool is on "
                    + (description.userPoolTierAsString() == null ? "another" : tier));
        }
        for (PoolFacts pool : List.of(primary, standby)) {
            if (NOT_LISTED.contains(pool.region())) {
                against.add("it is not there in " + pool.region());
            }
        }
        return Diagnosis.ok(
                against.isEmpty()
                        ? "Cognito's own multi-Region replication may serve this pool better: passwords, sub and sessions"
                                + " carry over. It also needs a multi-Region KMS key and a pool on the newer"
                                + " infrastructure, which cannot be told from here; the console shows it"
                        : "Cognito's own multi-Region replication does not suit: " + String.join("; ", against));
    }
}
