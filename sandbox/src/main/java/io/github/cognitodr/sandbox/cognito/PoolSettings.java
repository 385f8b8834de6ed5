package io.github.cognitodr.sandbox.cognito;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a pool was told, in the form in which DescribeUserPool answers it, and read. Immutable.
 *
 * @param echo every setting as it came, so that nothing that a caller set is lost
 * @param recovery the contacts for a forgotten password, first choice first; empty: an administrator only
 */
record PoolSettings(
        ObjectNode echo,
        Set<String> usernameAttributes,
        Set<String> aliasAttributes,
        Set<String> autoVerified,
        boolean caseSensitive,
        PasswordPolicy policy,
        Map<String, String> triggers,
        List<String> recovery,
        boolean onlyAdminCreates) {

    private static final List<String> KEPT = List.of(
            "Name",
            "Policies",
            "DeletionProtection",
            "AliasAttributes",
            "UsernameAttributes",
            "SmsVerificationMessage",
            "EmailVerificationMessage",
            "EmailVerificationSubject",
            "VerificationMessageTemplate",
            "SmsAuthenticationMessage",
            "UserAttributeUpdateSettings",
            "DeviceConfiguration",
            "EmailConfiguration",
            "SmsConfiguration",
            "UserPoolTags",
            "AdminCreateUserConfig",
            "UserPoolAddOns",
            "UsernameConfiguration",
            "AccountRecoverySetting",
            "UserPoolTier");

    /** Put back to their defaults by an UpdateUserPool that does not name them. (facts, Around Cognito) */
    private static final List<String> RESET = List.of("AutoVerifiedAttributes", "LambdaConfig");

    /** Only told at creation. (API, UpdateUserPool has no such parameter) */
    private static final Set<String> FIXED =
            Set.of("Name", "AliasAttributes", "UsernameAttributes", "UsernameConfiguration");

    static PoolSettings create(Input input) {
        ObjectNode echo = Json.object().put("Name", input.string("PoolName"));
        copy(input.node(), echo, KEPT);
        copy(input.node(), echo, RESET);
        // (API, CreateUserPool, UserPoolTier: "Defaults to ESSENTIALS")
        echo.putIfAbsent("UserPoolTier", echo.stringNode("ESSENTIALS"));
        return read(echo);
    }

    PoolSettings update(Input input) {
        ObjectNode changed = Json.object();
        copy(echo, changed, KEPT);
        copy(
                input.node(),
                changed,
                KEPT.stream().filter(name -> !FIXED.contains(name)).toList());
        copy(input.node(), changed, RESET);
        if (input.has("PoolName")) {
            changed.put("Name", input.string("PoolName"));
        }
        return read(changed);
    }

    private static void copy(ObjectNode from, ObjectNode to, List<String> names) {
        for (String name : names) {
            JsonNode value = from.get(name);
            if (value != null && !value.isNull()) {
                to.set(name, value.deepCopy());
            }
        }
    }

    private static PoolSettings read(ObjectNode echo) {
        Input input = new Input(echo);
        Set<String> usernames = contacts(input, "UsernameAttributes");
        Set<String> aliases = new LinkedHashSet<>(input.strings("AliasAttributes"));
        if (!usernames.isEmpty() && !aliases.isEmpty()) {
            throw AwsError.invalid("Only one of the aliasAttributes or usernameAttributes can be set in a user pool.");
        }
        echo.putIfAbsent("LambdaConfig", Json.object());
        return new PoolSettings(
                echo,
                usernames,
                aliases,
                contacts(input, "AutoVerifiedAttributes"),
                // Case-insensitive unless told, as the console makes pools and the Guide recommends. The API reference
                // calls `true` the default of this setting: a pool that depends on it had better say which it wants.
                input.object("UsernameConfiguration").flag("CaseSensitive", false),
                PasswordPolicy.from(input.object("Policies")),
                triggers(input.object("LambdaConfig")),
                recovery(input.object("AccountRecoverySetting")),
                input.object("AdminCreateUserConfig").flag("AllowAdminCreateUserOnly", false));
    }

    private static Set<String> contacts(Input input, String name) {
        Set<String> values = new LinkedHashSet<>(input.strings(name));
        for (String value : values) {
            if (!value.equals("email") && !value.equals("phone_number")) {
                throw AwsError.invalid(name + " takes email and phone_number only");
            }
        }
        return values;
    }

    /** A trigger is an unqualified ARN or one of an alias, not one of a version. (facts, Post Confirmation trigger) */
    private static Map<String, String> triggers(Input config) {
        Map<String, String> triggers = new LinkedHashMap<>();
        for (String name : List.of("PostConfirmation", "PreSignUp")) {
            String arn = config.optional(name);
            if (arn == null) {
                continue;
            }
            String[] parts = arn.split(":", -1);
            if (parts.length == 8 && parts[7].chars().allMatch(Character::isDigit)) {
                throw AwsError.invalid("Lambda function version ARNs are not allowed: " + arn);
            }
            triggers.put(name, arn);
        }
        return triggers;
    }

    /** Without a setting: a verified phone number first, then an email address. (API, AccountRecoverySettingType) */
    private static List<String> recovery(Input setting) {
        List<Input> mechanisms = setting.objects("RecoveryMechanisms");
        if (mechanisms.isEmpty()) {
            return List.of("phone_number", "email");
        }
        return mechanisms.stream()
                .sorted((a, b) -> Integer.compare(a.integer("Priority", 1), b.integer("Priority", 1)))
                .map(mechanism -> mechanism.string("Name"))
                .filter(name -> !name.equals("admin_only"))
                .map(name -> name.equals("verified_email") ? "email" : "phone_number")
                .toList();
    }

    boolean signsInByContact() {
        return !usernameAttributes.isEmpty();
    }

    /**
     * Whether a changed contact takes effect only once its owner has shown that it is theirs. (API,
     * UserAttributeUpdateSettingsType)
     */
    boolean verifiesBeforeUpdate(String contact) {
        return new Input(echo)
                .object("UserAttributeUpdateSettings")
                .strings("AttributesRequireVerificationBeforeUpdate")
                .contains(contact);
    }

    boolean isAliasKey(String key) {
        return aliasAttributes.contains(key.substring(0, key.indexOf(':')));
    }
}
