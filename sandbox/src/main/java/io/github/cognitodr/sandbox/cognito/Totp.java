package io.github.cognitodr.sandbox.cognito;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** The secret that an authenticator app shares with the pool; six digits, 30 s. (RFC 6238) */
final class Totp {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_BYTES = 32;

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
    private final byte[] secret;

    private Totp(byte[] secret) {
        this.secret = secret;
    }

    static Totp create() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new Totp(secret);
    }

    /** Accepts the code of this step and of one step on either side. */
    boolean accepts(String code, Instant now) {
        return List.of(-1, 0, 1).stream()
                .anyMatch(step -> code(now.plus(generator.getTimeStep().multipliedBy(step)))
                        .equals(code));
    }

    private String code(Instant at) {
        try {
            return generator.generateOneTimePasswordString(new SecretKeySpec(secret, generator.getAlgorithm()), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a key of 32 bytes is one for HMAC-SHA-1", e);
        }
    }

    /** The secret as a person types it into an app. (RFC 4648, base 32, no padding) */
    String base32() {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte value : secret) {
            buffer = (buffer << 8) | (value & 0xff);
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32.charAt((buffer >> (bits - 5)) & 31));
                bits -= 5;
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt((buffer << (5 - bits)) & 31));
        }
        return text.toString();
    }
}
