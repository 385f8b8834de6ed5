package io.github.cognitodr.operator.doctor;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** The pool takes the password that nobody knows, which a copy gets. */
record PasswordPolicyCheck() implements Check.OfPool {
    private static final int LENGTH = 128;

    @Override
    public String id() {
        return "password-policy";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        int least = minimumLength(pool.description().get());
        return least > LENGTH
                ? Diagnosis.critical(
                        "passwords need " + least + " characters",
                        "A copy gets an unknown password of " + LENGTH + " characters, which the pool would refuse",
                        "Ask for fewer characters in the pool's password policy")
                : Diagnosis.ok("passwords need " + least + " characters");
    }

    private static int minimumLength(UserPoolType pool) {
        @Nullable Integer least = pool.policies() == null || pool.policies().passwordPolicy() == null
                ? null
                : pool.policies().passwordPolicy().minimumLength();
        return least == null ? 0 : least;
    }
}
