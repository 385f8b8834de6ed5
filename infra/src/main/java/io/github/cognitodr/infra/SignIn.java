package io.github.cognitodr.infra;

import java.util.Map;

/**
 * What people sign in with, and by which they recover an account. Cognito does not let a pool change it later.
 *
 * <p>One or the other, never either: there, one person has two keys, and a copy made by the one and an import matched by
 * the other would be two users.
 */
public enum SignIn {
    /** An address; codes come by mail. */
    EMAIL("email"),
    /** A number; codes come by SMS. */
    PHONE_NUMBER("phone_number");

    static final Map<String, SignIn> BY_ATTRIBUTE =
            Map.of(EMAIL.attribute, EMAIL, PHONE_NUMBER.attribute, PHONE_NUMBER);

    private final String attribute;

    SignIn(String attribute) {
        this.attribute = attribute;
    }

    /**
     * The user attribute, which is what the setting and the functions call it too.
     *
     * @return its name in Cognito
     */
    public String attribute() {
        return attribute;
    }
}
