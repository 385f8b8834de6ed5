package io.github.cognitodr.sandbox.cognito;

import tools.jackson.databind.node.ObjectNode;

/** Enrolling an authenticator app, and taking it away. */
final class SoftwareTokenOperations {
    private static final String MFA_SETUP = "MFA_SETUP";

    private final RegionState state;

    SoftwareTokenOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.open("AssociateSoftwareToken", this::associate);
        operations.open("VerifySoftwareToken", this::verify);
        operations.signed("AdminDeleteSoftwareToken", this::adminDelete);
        operations.signed("AdminSetUserMFAPreference", this::adminSetPreference);
    }

    /** By the session of an MFA_SETUP challenge; each answer opens a session of its own. (API, AssociateSoftwareToken) */
    private ObjectNode associate(Input input) {
        Sessions.Session session = setup(input);
        Totp secret = Totp.create();
        state.sessions().close(input.optional("Session"));
        return Json.object()
                .put("SecretCode", secret.base32())
                .put("Session", state.sessions().open(session.with(secret, false)));
    }

    private ObjectNode verify(Input input) {
        Sessions.Session session = setup(input);
        Totp secret = session.pending();
        if (secret == null) {
            throw AwsError.of("SoftwareTokenMFANotFoundException", "Software token MFA not found for the user.");
        }
        if (!secret.accepts(input.string("UserCode"), state.now())) {
            throw AwsError.of("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA");
        }
        session.pool().users().get(session.sub());
        session.pool().factors().register(session.sub(), secret, true);
        state.sessions().close(input.optional("Session"));
        return Json.object()
                .put("Status", "SUCCESS")
                .put("Session", state.sessions().open(session.with(secret, true)));
    }

    private Sessions.Session setup(Input input) {
        if (input.has("AccessToken")) {
            throw AwsError.invalid("The sandbox enrols software tokens by Session only");
        }
        Sessions.Session session = state.sessions().look(input.optional("Session"), state.now());
        if (!session.challenge().equals(MFA_SETUP)) {
            throw AwsError.notAuthorized("Invalid session for the user.");
        }
        return session;
    }

    /** The next sign-in of a pool that requires MFA answers MFA_SETUP. (facts, MFA) */
    private ObjectNode adminDelete(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        if (!pool.factors().remove(user.sub())) {
            throw AwsError.of("ResourceNotFoundException", "Software token not found for the user.");
        }
        return Json.object();
    }

    /** Cannot turn TOTP off where MFA is required. (facts, MFA) */
    private ObjectNode adminSetPreference(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        if (!input.has("SoftwareTokenMfaSettings")) {
            return Json.object();
        }
        Input setting = input.object("SoftwareTokenMfaSettings");
        boolean enabled = setting.flag("Enabled", false);
        if (enabled && pool.factors().of(user.sub()).isEmpty()) {
            throw AwsError.invalid("User has not verified software token mfa");
        }
        if (!enabled && pool.mfaRequired()) {
            throw AwsError.invalid("User pool requires MFA: software token MFA cannot be disabled.");
        }
        pool.factors().prefer(user.sub(), enabled, setting.flag("PreferredMfa", false));
        return Json.object();
    }
}
