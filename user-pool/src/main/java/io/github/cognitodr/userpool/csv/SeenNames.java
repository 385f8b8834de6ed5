package io.github.cognitodr.userpool.csv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Who of a file has come so far. Two names are equal for certain, different for certain, or nobody knows: how Cognito
 * compares anything but the letters of ASCII is not documented. It keeps digests, so that each name takes the same memory
 * (about 150 bytes, 75 MB for the 500,000 users of a file) however long it is. Not thread-safe.
 */
final class SeenNames {
    private final UsernameCase letters;
    private final MessageDigest sha256;
    private final Map<Digest, Seen> seen = new HashMap<>();

    SeenNames(UsernameCase letters) {
        this.letters = letters;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** How a name compares with the ones before it. */
    enum Likeness {
        NEW,
        SAME,
        PERHAPS_THE_SAME
    }

    /** @param line where the other one stands; 0 for a new name */
    record Comparison(Likeness likeness, int line) {}

    private record Digest(long high, long low) {}

    /** The first of those that may be equal; only it can be equal to a later one for certain. */
    private record Seen(int line, boolean certain, Digest exact) {}

    /** @param kind names of different kinds have nothing to do with each other */
    Comparison compare(String kind, String name) {
        Seen before = seen.get(digest(kind, folded(name)));
        if (before == null) {
            return new Comparison(Likeness.NEW, 0);
        }
        boolean same = before.certain && before.exact.equals(digest(kind, exact(name)));
        return new Comparison(same ? Likeness.SAME : Likeness.PERHAPS_THE_SAME, before.line);
    }

    /** @param certain whether a user of this name exists then for certain */
    void add(String kind, String name, int line, boolean certain) {
        seen.putIfAbsent(digest(kind, folded(name)), new Seen(line, certain, digest(kind, exact(name))));
    }

    /** Equal only where all readings are. */
    private String exact(String name) {
        return letters == UsernameCase.INSENSITIVE ? asciiLowerCase(name) : name;
    }

    /** Equal wherever one reading is: German sharp s and dotted capital I too, by way of upper case. */
    private String folded(String name) {
        String composed = isAscii(name) ? name : Normalizer.normalize(name, Normalizer.Form.NFKC);
        if (letters == UsernameCase.SENSITIVE) {
            return composed;
        }
        return isAscii(name)
                ? asciiLowerCase(name)
                : Normalizer.normalize(
                        composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }

    private static String asciiLowerCase(String name) {
        StringBuilder lower = new StringBuilder(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c - 'A' + 'a'));
            }
        }
        return lower.toString();
    }

    private Digest digest(String kind, String name) {
        sha256.update(kind.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        ByteBuffer hash = ByteBuffer.wrap(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
        return new Digest(hash.getLong(), hash.getLong());
    }
}
