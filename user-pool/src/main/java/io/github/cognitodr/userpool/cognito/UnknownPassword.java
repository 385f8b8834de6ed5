package io.github.cognitodr.userpool.cognito;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A password that nobody is to know: made, given to Cognito, and forgotten. 128 characters, since a pool's policy may
 * ask for 99 and Cognito takes 256; every class of characters that a policy can ask for is in it.
 */
final class UnknownPassword {
    static final int LENGTH = 128;

    private static final List<String> CLASSES = List.of(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789", "^$*.[]{}()?!@#%&/,><:;|_~=+-");
    private static final String ALL = String.join("", CLASSES);

    private UnknownPassword() {}

    /** Draws from a generator of its own: one that is made before a SnapStart snapshot could say the same twice. */
    static String make() {
        SecureRandom random = new SecureRandom();
        List<Character> characters = IntStream.range(0, LENGTH)
                // one of each class for certain, the rest from all of them
                .mapToObj(i -> i < CLASSES.size() ? CLASSES.get(i) : ALL)
                .map(alphabet -> alphabet.charAt(random.nextInt(alphabet.length())))
                .collect(Collectors.toList());
        Collections.shuffle(characters, random);
        return characters.stream().map(String::valueOf).collect(Collectors.joining());
    }
}
