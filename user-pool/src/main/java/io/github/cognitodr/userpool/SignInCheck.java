package io.github.cognitodr.userpool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells whether a person's sign-in value is still the one of the sign-up, without the queue knowing it: 16 bits of a
 * digest. A changed value passes for the same once in 65,536 times; and so many values have the same check that it says of
 * none whose it is.
 */
public final class SignInCheck {
    /** The message attribute of the retry queue that holds it. */
    public static final String MESSAGE_ATTRIBUTE = "check";

    private static final int BYTES = 2;

    private SignInCheck() {}

    /** The check of what the person signs in with now, salted with the sub; of nothing, where there is none. */
    public static String of(UserProfile person, SignInAttribute signIn) {
        String text = person.sub() + '\n' + signIn.of(person).orElse("");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
