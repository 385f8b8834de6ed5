package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A user as of one moment. Immutable: a listing that holds one never sees it half changed.
 *
 * @param username equal to {@code sub} where people sign in with an email address or a phone number
 * @param attributes without {@code sub}
 * @param temporarySince when the temporary password was set, while it is one
 */
record User(
        String sub,
        String username,
        Map<String, String> attributes,
        UserStatus status,
        boolean enabled,
        Instant created,
        Instant modified,
        @Nullable PasswordHash password,
        @Nullable Instant temporarySince) {

    User {
        attributes = CompactMap.copyOf(attributes);
    }

    static User create(String sub, String username, Map<String, String> attributes, UserStatus status, Instant now) {
        return new User(sub, username, attributes, status, true, now, now, null, null);
    }

    User with(UserStatus newStatus, Instant now) {
        return new User(sub, username, attributes, newStatus, enabled, created, now, password, temporarySince);
    }

    User withEnabled(boolean newEnabled, Instant now) {
        return new User(sub, username, attributes, status, newEnabled, created, now, password, temporarySince);
    }

    User withAttributes(Map<String, String> newAttributes, Instant now) {
        return new User(sub, username, newAttributes, status, enabled, created, now, password, temporarySince);
    }

    User withAttribute(String name, String value, Instant now) {
        Map<String, String> changed = new LinkedHashMap<>(attributes);
        changed.put(name, value);
        return withAttributes(changed, now);
    }

    User withPassword(PasswordHash newPassword, UserStatus newStatus, Instant now) {
        Instant since = newStatus == UserStatus.FORCE_CHANGE_PASSWORD ? now : null;
        return new User(sub, username, attributes, newStatus, enabled, created, now, newPassword, since);
    }

    @Nullable String attribute(String name) {
        return name.equals("sub") ? sub : attributes.get(name);
    }

    boolean verified(String contact) {
        return attributes.containsKey(contact) && "true".equalsIgnoreCase(attributes.get(contact + "_verified"));
    }

    Map<String, String> attributesWithSub() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("sub", sub);
        all.putAll(attributes);
        return all;
    }

    /** The record of ListUsers and AdminCreateUser: no groups, no TOTP state. (facts, ListUsers) */
    ObjectNode json() {
        return json("Attributes", attributesWithSub());
    }

    ObjectNode json(String attributesName, Map<String, String> shown) {
        ObjectNode json = Json.object().put("Username", username);
        json.set(attributesName, Json.attributes(shown));
        return json.put("UserCreateDate", Json.time(created))
                .put("UserLastModifiedDate", Json.time(modified))
                .put("Enabled", enabled)
                .put("UserStatus", status.name());
    }
}
