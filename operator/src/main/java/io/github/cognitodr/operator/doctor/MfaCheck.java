package io.github.cognitodr.operator.doctor;

import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;

/** Everybody needs a second factor, and the authenticator app is one. */
record MfaCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "mfa";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        GetUserPoolMfaConfigResponse mfa = pool.mfa().get();
        String required = String.valueOf(mfa.mfaConfigurationAsString());
        if (!required.equals("ON")) {
            return Diagnosis.critical(
                    "MFA is " + required + ", not ON",
                    "Whoever has the mailbox has the account: the second factor is the only thing that a password"
                            + " reset after a failover does not give away",
                    "Make MFA required in the pool's settings (SetUserPoolMfaConfig, MfaConfiguration ON)");
        }
        return hasSoftwareToken(mfa)
                ? Diagnosis.ok("MFA is required, by an authenticator app")
                : Diagnosis.critical(
                        "MFA is required, but no authenticator app is allowed (software token)",
                        "After a failover everybody enrols the app anew, which this pool refuses",
                        "Enable software token MFA (SetUserPoolMfaConfig, SoftwareTokenMfaConfiguration)");
    }

    static boolean hasSoftwareToken(GetUserPoolMfaConfigResponse mfa) {
        return mfa.softwareTokenMfaConfiguration() != null
                && Boolean.TRUE.equals(mfa.softwareTokenMfaConfiguration().enabled());
    }
}
