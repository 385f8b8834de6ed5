package io.github.cognitodr.drill;

import java.util.Map;

/**
 * Somebody who signs up.
 *
 * @param email what they sign in with
 * @param attributes what they say of themselves, without {@code email}
 */
record Person(String email, String password, Map<String, String> attributes) {

    /** Nobody's address belongs into a log. */
    @Override
    public String toString() {
        return "a person";
    }
}
