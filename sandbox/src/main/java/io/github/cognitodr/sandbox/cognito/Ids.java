package io.github.cognitodr.sandbox.cognito;

import java.security.SecureRandom;

/** Identifiers of the forms that AWS gives. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LOWERCASE = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final String ALPHANUMERIC = LOWERCASE + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Ids() {}

    static String alphanumeric(int length) {
        return random(ALPHANUMERIC, length);
    }

    static String lowercase(int length) {
        return random(LOWERCASE, length);
    }

    /** A confirmation code: six digits. */
    static String code() {
        return random("0123456789", 6);
    }

    private static String random(String letters, int length) {
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(letters.charAt(RANDOM.nextInt(letters.length())));
        }
        return id.toString();
    }
}
