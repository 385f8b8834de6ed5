package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Gives a new user name and {@code sub}, by the pool's way of signing in. */
final class UserFactory {
    private UserFactory() {}

    /**
     * A new user, not stored yet.
     *
     * <p>Where people sign in with an email address or a phone number, what the caller names is that value, and the
     * username becomes a UUID equal to {@code sub}; elsewhere it stays, and {@code sub} is a UUID of its own. (facts,
     * Users)
     */
    static User create(Pool pool, String name, Map<String, String> given, UserStatus status, Instant now) {
        return create(pool, UUID.randomUUID().toString(), name, given, status, now);
    }

    /** The same, with a {@code sub} that nobody else has. */
    static User create(Pool pool, String sub, String name, Map<String, String> given, UserStatus status, Instant now) {
        Map<String, String> attributes = new LinkedHashMap<>(given);
        if (!pool.settings().signsInByContact()) {
            checkName(name);
            return User.create(sub, name, attributes, status, now);
        }
        String contact = contactOf(pool, name);
        String same = attributes.putIfAbsent(contact, name);
        if (same != null && !same.equalsIgnoreCase(name)) {
            throw AwsError.invalid("The username and the attribute " + contact + " differ"); // not documented
        }
        return User.create(sub, sub, attributes, status, now);
    }

    /** The attribute that a username is in a pool where people sign in with one. */
    static String contactOf(Pool pool, String name) {
        boolean email = pool.settings().usernameAttributes().contains("email");
        boolean phone = pool.settings().usernameAttributes().contains("phone_number");
        if (email && Schema.isEmail(name)) {
            return "email";
        }
        if (phone && Schema.isPhoneNumber(name)) {
            return "phone_number";
        }
        if (email && phone) {
            throw AwsError.invalid("Username should be either an email or a phone number.");
        }
        throw AwsError.invalid(email ? "Username should be an email." : "Username should be a phone number.");
    }

    /** Letters, marks, symbols, numbers and punctuation, at most 128. (API, UsernameType) */
    static void checkName(String name) {
        boolean blank = name.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        if (name.isEmpty() || name.length() > 128 || blank) {
            throw AwsError.invalid("1 validation error detected: Value at 'username' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
        }
    }
}
