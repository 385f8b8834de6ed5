package io.github.cognitodr.operator.doctor;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;

/** The two pools offer the same factors. */
record MfaAlikeCheck() implements Check.OfBoth {
    @Override
    public String id() {
        return "mfa-alike";
    }

    @Override
    public Diagnosis of(PoolFacts primary, PoolFacts standby) {
        String here = inWords(primary.mfa().get());
        String there = inWords(standby.mfa().get());
        return here.equals(there)
                ? Diagnosis.ok("both pools: " + here)
                : Diagnosis.warning(
                        "the primary: " + here + "; the standby: " + there,
                        "People meet another second factor after a failover than the one they know",
                        "Give both pools the same MFA configuration");
    }

    private static String inWords(GetUserPoolMfaConfigResponse mfa) {
        List<String> factors = new ArrayList<>();
        if (MfaCheck.hasSoftwareToken(mfa)) {
            factors.add("authenticator app");
        }
        if (mfa.smsMfaConfiguration() != null) {
            factors.add("SMS");
        }
        if (mfa.emailMfaConfiguration() != null) {
            factors.add("email");
        }
        return "MFA " + mfa.mfaConfigurationAsString() + (factors.isEmpty() ? "" : ", " + String.join(", ", factors));
    }
}
