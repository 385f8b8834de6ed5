package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What administrators do with single users. */
final class UserOperations {
    private final RegionState state;

    UserOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.signed("AdminCreateUser", this::create);
        operations.signed("AdminGetUser", this::get);
        operations.signed("AdminDeleteUser", this::delete);
        operations.signed("AdminDisableUser", input -> enable(input, false));
        operations.signed("AdminEnableUser", input -> enable(input, true));
    }

    /** FORCE_CHANGE_PASSWORD, and no Post Confirmation trigger, now or later. (facts) */
    private ObjectNode create(Input input) {
        Pool pool = state.pools().of(input);
        String name = input.string("Username");
        String action = input.optional("MessageAction");
        if ("RESEND".equals(action)) {
            return resend(pool, name, input);
        }
        Map<String, String> given = input.attributes("UserAttributes");
        Schema.checkSettable(given.keySet());
        Instant now = state.now();
        User user = UserFactory.create(pool, name, given, UserStatus.FORCE_CHANGE_PASSWORD, now);
        pool.schema().checkNew(user.attributes());
        String password = temporaryPassword(pool, input);
        state.triggers().preSignUp(pool, "PreSignUp_AdminCreateUser", user, null, input);
        User created = user.withPassword(PasswordHash.of(password), UserStatus.FORCE_CHANGE_PASSWORD, now);
        pool.users().insert(created, input.flag("ForceAliasCreation", false));
        if (!"SUPPRESS".equals(action)) {
            invite(pool, created, password, input);
        }
        return answer(created);
    }

    private static String temporaryPassword(Pool pool, Input input) {
        String given = input.optional("TemporaryPassword");
        if (given == null) {
            return pool.settings().policy().temporary();
        }
        pool.settings().policy().check(given);
        return given;
    }

    private ObjectNode resend(Pool pool, String name, Input input) {
        User user = pool.users().get(name);
        if (user.status() != UserStatus.FORCE_CHANGE_PASSWORD) {
            throw AwsError.of(
                    "UnsupportedUserStateException",
                    "Resend not possible. " + user.username() + " status is not FORCE_CHANGE_PASSWORD");
        }
        String password = temporaryPassword(pool, input);
        PasswordHash hash = PasswordHash.of(password);
        Instant now = state.now();
        User changed = pool.users()
                .update(user.sub(), current -> current.withPassword(hash, UserStatus.FORCE_CHANGE_PASSWORD, now));
        invite(pool, changed, password, input);
        return answer(changed);
    }

    /** To what the call names, otherwise to the email address, or to the phone number where there is none. */
    private void invite(Pool pool, User user, String password, Input input) {
        List<String> mediums = input.strings("DesiredDeliveryMediums");
        for (String contact : List.of("email", "phone_number")) {
            String medium = contact.equals("email") ? "EMAIL" : "SMS";
            String destination = user.attributes().get(contact);
            if (destination != null && (mediums.isEmpty() || mediums.contains(medium))) {
                state.delivery().invite(pool, destination, password, state.now());
                if (mediums.isEmpty()) {
                    return;
                }
            }
        }
    }

    private static ObjectNode answer(User user) {
        ObjectNode answer = Json.object();
        answer.set("User", user.json());
        return answer;
    }

    private ObjectNode get(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        ObjectNode answer = user.json("UserAttributes", user.attributesWithSub());
        pool.factors().of(user.sub()).filter(Factors.Factor::enabled).ifPresent(factor -> {
            answer.set("UserMFASettingList", Json.strings(List.of("SOFTWARE_TOKEN_MFA")));
            if (factor.preferred()) {
                answer.put("PreferredMfaSetting", "SOFTWARE_TOKEN_MFA");
            }
        });
        return answer;
    }

    private ObjectNode delete(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        pool.users().remove(user.sub());
        pool.codes().forget(user.sub());
        pool.factors().remove(user.sub());
        pool.groups().forget(user.sub());
        return Json.object();
    }

    /** A disabled user stays in ListUsers, with {@code Enabled=false}. (facts, Users) */
    private ObjectNode enable(Input input, boolean enabled) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        Instant now = state.now();
        pool.users().update(user.sub(), current -> current.withEnabled(enabled, now));
        return Json.object();
    }
}
