package io.github.cognitodr.sandbox.cognito;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The filter of ListUsers: one attribute, {@code =} or {@code ^=} (starts with), over the permitted attributes only;
 * custom ones cannot be searched. (API, ListUsers, Filter)
 *
 * @param prefix whether the value starts what is looked for
 */
record UserFilter(String attribute, boolean prefix, String value) {

    private static final Set<String> SEARCHABLE = Set.of(
            "username",
            "email",
            "phone_number",
            "name",
            "given_name",
            "family_name",
            "preferred_username",
            "cognito:user_status",
            "status",
            "sub");

    private static final Pattern FORM =
            Pattern.compile("\\s*([\\w:.-]+)\\s*(\\^?=)\\s*\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"\\s*");

    private static final UserFilter EVERYBODY = new UserFilter("sub", true, "");

    /** An empty filter finds everybody. */
    static UserFilter parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return EVERYBODY;
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw AwsError.invalid("Error while parsing filter.");
        }
        String attribute = matcher.group(1);
        if (!SEARCHABLE.contains(attribute)) {
            throw AwsError.invalid("Invalid search attribute: " + attribute);
        }
        String value = matcher.group(3).replaceAll("\\\\([\"\\\\])", "$1");
        return new UserFilter(attribute, matcher.group(2).equals("^="), value);
    }

    /** The part of the sorted users in which matches can be: narrow for {@code sub}, all of it otherwise. */
    ConcurrentNavigableMap<String, User> range(ConcurrentNavigableMap<String, User> bySub) {
        if (!attribute.equals("sub") || value.isEmpty()) {
            return bySub;
        }
        return prefix
                ? bySub.subMap(value, true, value + Character.MAX_VALUE, false)
                : bySub.subMap(value, true, value, true);
    }

    boolean matches(User user) {
        return switch (attribute) {
            case "sub" -> compare(user.sub(), value);
            case "username" -> compare(user.username(), value);
            case "cognito:user_status" -> compare(user.status().name(), value.toUpperCase(Locale.ROOT));
            case "status" -> compare(user.enabled() ? "Enabled" : "Disabled", value);
            default -> {
                String actual = user.attribute(attribute);
                yield actual != null && compare(actual, value);
            }
        };
    }

    private boolean compare(String actual, String wanted) {
        return prefix ? actual.startsWith(wanted) : actual.equals(wanted);
    }
}
