package io.github.cognitodr.sandbox.cognito;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * A pagination token of ListUsers: a position among the sorted users, good for one hour and for the same parameters only.
 * (facts, ListUsers)
 */
record PageToken(String after, Instant issued, String parameters) {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int DIGEST_BYTES = 16;

    String encode() {
        byte[] body =
                (after + '\n' + issued.toEpochMilli() + '\n' + digest(parameters)).getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(sha256(body), DIGEST_BYTES + body.length);
        System.arraycopy(body, 0, sealed, DIGEST_BYTES, body.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The position of a token that came back; refused when it is damaged, old, or came with other parameters. */
    static String position(String token, String parameters, Instant now) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            throw AwsError.invalid("Invalid pagination token.");
        }
        byte[] body = Arrays.copyOfRange(sealed, Math.min(DIGEST_BYTES, sealed.length), sealed.length);
        byte[] seal = Arrays.copyOf(sha256(body), DIGEST_BYTES);
        if (!MessageDigest.isEqual(seal, Arrays.copyOf(sealed, DIGEST_BYTES))) {
            throw AwsError.invalid("Invalid pagination token.");
        }
        String[] parts = new String(body, StandardCharsets.UTF_8).split("\n", -1);
        if (now.isAfter(Instant.ofEpochMilli(Long.parseLong(parts[1])).plus(LIFE))) {
            throw AwsError.invalid("Invalid pagination token: it has expired.");
        }
        if (!parts[2].equals(digest(parameters))) {
            throw AwsError.invalid("Invalid pagination token: the parameters differ from those of the first call.");
        }
        return parts[0];
    }

    private static String digest(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
