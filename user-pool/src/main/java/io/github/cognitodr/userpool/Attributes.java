package io.github.cognitodr.userpool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Names of the attributes that have a meaning of their own, and which of them one pool may carry into another.
 *
 * <p>Stateless, thread-safe.
 */
public final class Attributes {
    /** Cognito's own id of a user in one pool; differs between the pools and cannot be set. */
    public static final String SUB = "sub";

    /** The sub of the user that a copy was made from. No app client may write it: it says who somebody is. */
    public static final String ORIGIN_SUB = "custom:origin_sub";

    public static final String EMAIL = "email";
    public static final String EMAIL_VERIFIED = "email_verified";
    public static final String PHONE_NUMBER = "phone_number";
    public static final String PHONE_NUMBER_VERIFIED = "phone_number_verified";
    public static final String BIRTHDATE = "birthdate";
    public static final String UPDATED_AT = "updated_at";

    /** Which identity provider a federated user came from; Cognito alone writes it. */
    public static final String IDENTITIES = "identities";

    private static final String COGNITO_PREFIX = "cognito:";
    private static final Set<String> SET_BY_COGNITO = Set.of(SUB, IDENTITIES);

    private Attributes() {}

    /**
     * Says whether an attribute may be given to AdminCreateUser. {@code sub}, {@code identities} and all that begins
     * with {@code cognito:} are refused there ("Cannot modify the non-mutable attribute sub").
     */
    public static boolean isSettable(String name) {
        return !SET_BY_COGNITO.contains(name) && !name.startsWith(COGNITO_PREFIX);
    }

    /**
     * What a copy of this user carries: every settable attribute in its order, and {@link #ORIGIN_SUB} filled with the
     * stable id.
     */
    public static Map<String, String> ofCopy(UserProfile source) {
        Map<String, String> copy = new LinkedHashMap<>();
        source.attributes().forEach((name, value) -> {
            if (isSettable(name)) {
                copy.put(name, value);
            }
        });
        copy.put(ORIGIN_SUB, source.stableId());
        return copy;
    }

    /** The attribute that says whether this contact is verified: {@code email_verified} for {@code email}. */
    public static String flagOf(String contact) {
        return contact + "_verified";
    }

    /** Whether the contact is there and its flag is true. */
    public static boolean isVerified(Map<String, String> attributes, String contact, String flag) {
        return !attributes.getOrDefault(contact, "").isBlank() && isTrue(attributes, flag);
    }

    /** Cognito writes booleans as the strings {@code true} and {@code false}. */
    static boolean isTrue(Map<String, String> attributes, String name) {
        return "true".equalsIgnoreCase(attributes.get(name));
    }
}
