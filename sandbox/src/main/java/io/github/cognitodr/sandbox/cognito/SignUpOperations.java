package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** People who sign up by themselves, and the confirmation that follows. */
final class SignUpOperations {
    private final RegionState state;

    SignUpOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.open("SignUp", this::signUp);
        operations.open("ConfirmSignUp", this::confirmSignUp);
        operations.open("ResendConfirmationCode", this::resendConfirmationCode);
        operations.signed("AdminConfirmSignUp", this::adminConfirmSignUp);
    }

    private ObjectNode signUp(Input input) {
        String clientId = input.string("ClientId");
        Pool pool = state.pools().ofClient(clientId);
        AppClient client = pool.client(clientId);
        String name = input.string("Username");
        String password = input.string("Password");
        client.checkSecretHash(name, input.optional("SecretHash"));
        if (pool.settings().onlyAdminCreates()) {
            throw AwsError.notAuthorized("SignUp is not permitted for this user pool");
        }
        Map<String, String> given = input.attributes("UserAttributes");
        if (!given.keySet().stream().allMatch(client::mayWrite)) {
            throw AwsError.notAuthorized("A client attempted to write unauthorized attribute");
        }
        Schema.checkSettable(given.keySet());
        pool.settings().policy().check(password);

        Instant now = state.now();
        User user = UserFactory.create(pool, name, given, UserStatus.UNCONFIRMED, now);
        pool.schema().checkNew(user.attributes());
        user = user.withAttributes(unverified(user.attributes()), now)
                .withPassword(PasswordHash.of(password), UserStatus.UNCONFIRMED, now);
        Optional<Input> decision = state.triggers().preSignUp(pool, "PreSignUp_SignUp", user, clientId, input);
        boolean confirmed = decision.isPresent() && decision.get().flag("autoConfirmUser", false);
        if (decision.isPresent()) {
            user = autoVerified(user, decision.get(), now);
        }
        if (confirmed) {
            user = user.with(UserStatus.CONFIRMED, now);
        }
        pool.users().insert(user, false);

        ObjectNode answer = Json.object().put("UserConfirmed", confirmed).put("UserSub", user.sub());
        String contact = Delivery.confirmationContact(pool, user);
        if (confirmed) {
            state.triggers()
                    .postConfirmation(
                            pool, "PostConfirmation_ConfirmSignUp", user, clientId, input.map("ClientMetadata"));
        } else if (contact != null) {
            answer.set(
                    "CodeDeliveryDetails", state.delivery().send(pool, user, Codes.Kind.CONFIRM_SIGN_UP, contact, now));
        }
        return answer;
    }

    /** A new address counts as unverified until a code, or an administrator, says otherwise. */
    private static Map<String, String> unverified(Map<String, String> attributes) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        for (String contact : List.of("email", "phone_number")) {
            if (all.containsKey(contact)) {
                all.put(contact + "_verified", "false");
            }
        }
        return all;
    }

    private static User autoVerified(User user, Input response, Instant now) {
        User result = user;
        if (response.flag("autoVerifyEmail", false) && user.attributes().containsKey("email")) {
            result = result.withAttribute("email_verified", "true", now);
        }
        if (response.flag("autoVerifyPhone", false) && user.attributes().containsKey("phone_number")) {
            result = result.withAttribute("phone_number_verified", "true", now);
        }
        return result;
    }

    private ObjectNode confirmSignUp(Input input) {
        String clientId = input.string("ClientId");
        Pool pool = state.pools().ofClient(clientId);
        String name = input.string("Username");
        pool.client(clientId).checkSecretHash(name, input.optional("SecretHash"));
        String value = input.string("ConfirmationCode");
        User user = pool.users().get(name);
        checkUnconfirmed(user);
        Codes.Code code = pool.codes().check(user.sub(), Codes.Kind.CONFIRM_SIGN_UP, value, state.now());
        confirm(pool, user, code.contact(), clientId, input);
        return Json.object();
    }

    /** Confirms without a code; the address stays as it is: unverified, as a rule. (facts, Users) */
    private ObjectNode adminConfirmSignUp(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        checkUnconfirmed(user);
        confirm(pool, user, null, null, input);
        return Json.object();
    }

    private void confirm(Pool pool, User user, @Nullable String contact, @Nullable String clientId, Input input) {
        Instant now = state.now();
        User confirmed = pool.users().update(user.sub(), current -> {
            checkUnconfirmed(current); // two confirmations at once: one of them comes too late
            User changed = current.with(UserStatus.CONFIRMED, now);
            return contact == null ? changed : changed.withAttribute(contact + "_verified", "true", now);
        });
        pool.codes().forget(user.sub(), Codes.Kind.CONFIRM_SIGN_UP);
        state.triggers()
                .postConfirmation(
                        pool, "PostConfirmation_ConfirmSignUp", confirmed, clientId, input.map("ClientMetadata"));
    }

    private static void checkUnconfirmed(User user) {
        if (user.status() != UserStatus.UNCONFIRMED) {
            throw AwsError.notAuthorized("User cannot be confirmed. Current status is " + user.status());
        }
    }

    private ObjectNode resendConfirmationCode(Input input) {
        String clientId = input.string("ClientId");
        Pool pool = state.pools().ofClient(clientId);
        String name = input.string("Username");
        pool.client(clientId).checkSecretHash(name, input.optional("SecretHash"));
        User user = pool.users().get(name);
        if (user.status() != UserStatus.UNCONFIRMED) {
            throw AwsError.invalid("User is already confirmed.");
        }
        String contact = Delivery.confirmationContact(pool, user);
        if (contact == null) {
            throw AwsError.invalid("Auto verification not turned on.");
        }
        ObjectNode answer = Json.object();
        answer.set(
                "CodeDeliveryDetails",
                state.delivery().send(pool, user, Codes.Kind.CONFIRM_SIGN_UP, contact, state.now()));
        return answer;
    }
}
