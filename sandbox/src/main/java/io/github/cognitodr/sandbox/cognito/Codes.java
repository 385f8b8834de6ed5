package io.github.cognitodr.sandbox.cognito;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The codes that users hold and have not used yet; a new one replaces the old one. */
final class Codes {

    /** What a code is for, and how long it is good. (Guide, Quotas: validity of codes) */
    enum Kind {
        CONFIRM_SIGN_UP(Duration.ofHours(24)),
        RESET_PASSWORD(Duration.ofHours(1)),
        VERIFY_ATTRIBUTE(Duration.ofHours(24));

        private final Duration validity;

        Kind(Duration validity) {
            this.validity = validity;
        }
    }

    /** @param contact the attribute that the code went to: {@code email} or {@code phone_number} */
    record Code(String value, String contact, Instant at) {}

    private record Key(String sub, Kind kind) {}

    private final Map<Key, Code> codes = new ConcurrentHashMap<>();

    Code issue(String sub, Kind kind, String contact, Instant now) {
        Code code = new Code(Ids.code(), contact, now);
        codes.put(new Key(sub, kind), code);
        return code;
    }

    /** Checks a code without using it up. */
    Code check(String sub, Kind kind, String value, Instant now) {
        Code code = codes.get(new Key(sub, kind));
        if (code == null || now.isAfter(code.at().plus(kind.validity))) {
            throw AwsError.of("ExpiredCodeException", "Invalid code provided, please request a code again.");
        }
        if (!code.value().equals(value)) {
            throw AwsError.of("CodeMismatchException", "Invalid verification code provided, please try again.");
        }
        return code;
    }

    void forget(String sub, Kind kind) {
        codes.remove(new Key(sub, kind));
    }

    void forget(String sub) {
        for (Kind kind : Kind.values()) {
            forget(sub, kind);
        }
    }
}
