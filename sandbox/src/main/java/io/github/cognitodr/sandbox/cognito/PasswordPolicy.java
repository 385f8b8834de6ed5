package io.github.cognitodr.sandbox.cognito;

import java.security.SecureRandom;
import java.util.function.IntPredicate;

/**
 * What a pool asks of a password. (API, PasswordPolicyType)
 *
 * @param temporaryDays how long a temporary password is good for; 7 by default
 */
record PasswordPolicy(
        int minimumLength, boolean uppercase, boolean lowercase, boolean digits, boolean symbols, int temporaryDays) {

    /** A policy may ask for 99 characters; no password has more than 256. (facts, Users) */
    private static final int LONGEST = 256;

    private static final int LONGEST_MINIMUM = 99;
    private static final int SHORTEST_MINIMUM = 6;

    /** The special characters. (Guide, Password policy) A blank inside counts too; it is left out here. */
    private static final String SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without a policy a pool asks for 8 characters of all four classes. (Guide, Password policy) */
    static PasswordPolicy from(Input policies) {
        Input policy = policies.object("PasswordPolicy");
        boolean none = policy.node().isEmpty();
        int minimum = policy.integer("MinimumLength", 8);
        if (minimum < SHORTEST_MINIMUM || minimum > LONGEST_MINIMUM) {
            throw AwsError.invalid("MinimumLength must be between 6 and 99");
        }
        return new PasswordPolicy(
                minimum,
                policy.flag("RequireUppercase", none),
                policy.flag("RequireLowercase", none),
                policy.flag("RequireNumbers", none),
                policy.flag("RequireSymbols", none),
                policy.integer("TemporaryPasswordValidityDays", 7));
    }

    void check(String password) {
        String prefix = "Password did not conform with policy: ";
        if (password.length() > LONGEST) {
            throw AwsError.invalid("1 validation error detected: Value at 'password' failed to satisfy constraint: "
                    + "Member must have length less than or equal to 256");
        }
        if (password.length() < minimumLength) {
            throw refused(prefix + "Password not long enough");
        }
        if (uppercase && !has(password, c -> c >= 'A' && c <= 'Z')) {
            throw refused(prefix + "Password must have uppercase characters");
        }
        if (lowercase && !has(password, c -> c >= 'a' && c <= 'z')) {
            throw refused(prefix + "Password must have lowercase characters");
        }
        if (digits && !has(password, c -> c >= '0' && c <= '9')) {
            throw refused(prefix + "Password must have numeric characters");
        }
        if (symbols && !has(password, c -> SYMBOLS.indexOf(c) >= 0)) {
            throw refused(prefix + "Password must have symbol characters");
        }
        if (!password.equals(password.strip())) {
            throw refused("Password must not begin or end with a space");
        }
    }

    private static boolean has(String password, IntPredicate kind) {
        return password.chars().anyMatch(kind);
    }

    private static AwsError refused(String message) {
        return AwsError.of("InvalidPasswordException", message);
    }

    /** A temporary password such as Cognito makes for AdminCreateUser. */
    String temporary() {
        StringBuilder password = new StringBuilder("Aa1!");
        String letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        while (password.length() < Math.max(12, minimumLength)) {
            password.append(letters.charAt(RANDOM.nextInt(letters.length())));
        }
        return password.toString();
    }
}
