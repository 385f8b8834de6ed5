package io.github.cognitodr.operator.doctor;

import java.util.List;
import java.util.TreeSet;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** "Forgot password" is allowed, by a contact that the people of this pool have. */
record AccountRecoveryCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "account-recovery";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        UserPoolType description = pool.description().get();
        List<String> ways = description.accountRecoverySetting() == null
                ? List.of()
                : description.accountRecoverySetting().recoveryMechanisms().stream()
                        .map(way -> String.valueOf(way.nameAsString()))
                        .filter(way -> !way.equals("admin_only"))
                        .toList();
        boolean isClosed = ways.isEmpty()
                && description.accountRecoverySetting() != null
                && !description.accountRecoverySetting().recoveryMechanisms().isEmpty();
        String why = "After a failover \"forgot password\" is everybody's only way in";
        if (isClosed) {
            return Diagnosis.critical(
                    "only an administrator can reset a password",
                    why,
                    "Allow verified_email (or verified_phone_number) in AccountRecoverySetting");
        }
        List<String> signIn = description.usernameAttributesAsStrings();
        if (!ways.isEmpty()
                && !signIn.isEmpty()
                && signIn.stream().noneMatch(contact -> ways.contains("verified_" + contact))) {
            return Diagnosis.critical(
                    "people sign in with " + String.join(" and ", signIn) + " and recover by "
                            + String.join(" and ", ways),
                    why + ", and what they sign in with is the contact that is known to be theirs",
                    "Allow verified_" + signIn.get(0) + " in AccountRecoverySetting");
        }
        return Diagnosis.ok("\"forgot password\" goes by "
                + (ways.isEmpty() ? "a verified number or address" : String.join(" and ", new TreeSet<>(ways))));
    }
}
