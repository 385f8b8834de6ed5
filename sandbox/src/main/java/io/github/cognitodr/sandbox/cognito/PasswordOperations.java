package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Forgotten passwords, and passwords that an administrator sets or resets. */
final class PasswordOperations {
    private final RegionState state;

    PasswordOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.open("ForgotPassword", this::forgotPassword);
        operations.open("ConfirmForgotPassword", this::confirmForgotPassword);
        operations.signed("AdminSetUserPassword", this::adminSetUserPassword);
        operations.signed("AdminResetUserPassword", this::adminResetUserPassword);
    }

    private ObjectNode forgotPassword(Input input) {
        String clientId = input.string("ClientId");
        Pool pool = state.pools().ofClient(clientId);
        AppClient client = pool.client(clientId);
        String name = input.string("Username");
        client.checkSecretHash(name, input.optional("SecretHash"));
        ObjectNode answer = Json.object();
        if (client.hidesUnknownUsers() && pool.users().find(name).isEmpty()) {
            answer.set("CodeDeliveryDetails", Delivery.details("email", name));
            return answer;
        }
        User user = pool.users().get(name);
        answer.set("CodeDeliveryDetails", sendResetCode(pool, user));
        return answer;
    }

    /**
     * In FORCE_CHANGE_PASSWORD a password cannot be reset, and without a verified contact neither. (facts, Users; issues
     * amplify-flutter 3048, amplify-js 1340 and 2955)
     */
    private ObjectNode sendResetCode(Pool pool, User user) {
        if (!user.enabled()) {
            throw AwsError.notAuthorized("User is disabled.");
        }
        if (user.status() == UserStatus.FORCE_CHANGE_PASSWORD || user.status() == UserStatus.EXTERNAL_PROVIDER) {
            throw AwsError.notAuthorized("User password cannot be reset in the current state.");
        }
        if (pool.settings().recovery().isEmpty()) {
            throw AwsError.notAuthorized("Contact administrator to reset password.");
        }
        String contact = Delivery.recoveryContact(pool, user)
                .orElseThrow(() -> AwsError.invalid("Cannot reset password for the user as there is no "
                        + "registered/verified email or phone_number"));
        return state.delivery().send(pool, user, Codes.Kind.RESET_PASSWORD, contact, state.now());
    }

    /** The trigger runs after the password has changed: it cannot prevent it. (facts, Post Confirmation trigger) */
    private ObjectNode confirmForgotPassword(Input input) {
        String clientId = input.string("ClientId");
        Pool pool = state.pools().ofClient(clientId);
        String name = input.string("Username");
        pool.client(clientId).checkSecretHash(name, input.optional("SecretHash"));
        String value = input.string("ConfirmationCode");
        String password = input.string("Password");
        User user = pool.users().get(name);
        if (!user.enabled()) {
            throw AwsError.notAuthorized("User is disabled.");
        }
        if (user.status() == UserStatus.UNCONFIRMED) {
            throw AwsError.of("UserNotConfirmedException", "User is not confirmed.");
        }
        Instant now = state.now();
        pool.codes().check(user.sub(), Codes.Kind.RESET_PASSWORD, value, now);
        pool.settings().policy().check(password);
        PasswordHash hash = PasswordHash.of(password);
        User changed =
                pool.users().update(user.sub(), current -> current.withPassword(hash, UserStatus.CONFIRMED, now));
        pool.codes().forget(user.sub(), Codes.Kind.RESET_PASSWORD);
        state.triggers()
                .postConfirmation(
                        pool, "PostConfirmation_ConfirmForgotPassword", changed, clientId, input.map("ClientMetadata"));
        return Json.object();
    }

    /** Permanent: CONFIRMED, without any trigger; otherwise FORCE_CHANGE_PASSWORD. (API, AdminSetUserPassword) */
    private ObjectNode adminSetUserPassword(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        String password = input.string("Password");
        pool.settings().policy().check(password);
        UserStatus status = input.flag("Permanent", false) ? UserStatus.CONFIRMED : UserStatus.FORCE_CHANGE_PASSWORD;
        PasswordHash hash = PasswordHash.of(password);
        Instant now = state.now();
        pool.users().update(user.sub(), current -> current.withPassword(hash, status, now));
        pool.codes().forget(user.sub());
        return Json.object();
    }

    /** RESET_REQUIRED, and a code goes out to the user. (API, AdminResetUserPassword) */
    private ObjectNode adminResetUserPassword(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        if (user.status() == UserStatus.UNCONFIRMED) {
            throw AwsError.notAuthorized("User password cannot be reset in the current state.");
        }
        sendResetCode(pool, user);
        Instant now = state.now();
        pool.users().update(user.sub(), current -> current.with(UserStatus.RESET_REQUIRED, now));
        return Json.object();
    }
}
