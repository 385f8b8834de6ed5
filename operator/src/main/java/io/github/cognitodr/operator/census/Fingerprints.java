package io.github.cognitodr.operator.census;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.UserProfile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Salted hashes in the place of what users wrote, so that the work file holds nothing personal: an attribute is its
 * number and the first 8 bytes of a SHA-256. Two values that differ have the same hash once in 10^19. Not thread-safe.
 */
final class Fingerprints {
    private static final int HASH = 8;
    private static final int SIGN_IN_HASH = 16;
    private static final int ENTRY = Short.BYTES + HASH;
    private static final String VERIFIED = "_verified";

    private final byte[] salt;
    private final ToIntFunction<String> numbers;
    private final MessageDigest sha256;

    /** @param numbers gives an attribute's name its number, 0 to 65535, always the same */
    Fingerprints(byte[] salt, ToIntFunction<String> numbers) {
        this.salt = salt.clone();
        this.numbers = numbers;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /**
     * Of all attributes that a copy would carry, but for the stable id. What is blank is not there, and a flag that is
     * false is as good as none: an import writes it, and AdminCreateUser does not.
     */
    byte[] attributes(UserProfile user) {
        Map<Integer, String> values = new TreeMap<>();
        user.attributes().forEach((name, value) -> {
            if (Attributes.isSettable(name) && !name.equals(Attributes.ORIGIN_SUB) && !saysNothing(name, value)) {
                values.put(numbers.applyAsInt(name), value);
            }
        });
        ByteBuffer all = ByteBuffer.allocate(values.size() * ENTRY);
        values.forEach((number, value) -> {
            all.putShort(number.shortValue());
            all.put(hash(Integer.toString(number), value), 0, HASH);
        });
        return all.array();
    }

    /** Of what the user signs in with. */
    byte[] signIn(String value) {
        return Arrays.copyOf(hash("sign-in", value), SIGN_IN_HASH);
    }

    /** Numbers of the attributes in which the two differ. */
    static List<Integer> differences(byte[] one, byte[] other) {
        Map<Integer, Long> left = entries(one);
        Map<Integer, Long> right = entries(other);
        List<Integer> different = new ArrayList<>();
        left.forEach((number, hash) -> {
            if (!hash.equals(right.remove(number))) {
                different.add(number);
            }
        });
        different.addAll(right.keySet());
        return different;
    }

    private static boolean saysNothing(String name, String value) {
        return value.isBlank() || (name.endsWith(VERIFIED) && value.equalsIgnoreCase("false"));
    }

    private static Map<Integer, Long> entries(byte[] all) {
        Map<Integer, Long> entries = new TreeMap<>();
        ByteBuffer buffer = ByteBuffer.wrap(all);
        while (buffer.hasRemaining()) {
            entries.put(Short.toUnsignedInt(buffer.getShort()), buffer.getLong());
        }
        return entries;
    }

    private byte[] hash(String kind, String value) {
        sha256.update(salt);
        sha256.update(kind.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        return sha256.digest(value.getBytes(StandardCharsets.UTF_8));
    }
}
