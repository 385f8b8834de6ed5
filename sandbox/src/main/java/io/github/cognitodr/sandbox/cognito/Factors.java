package io.github.cognitodr.sandbox.cognito;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The authenticator apps of a pool's users. Nobody can read a secret out of a pool, or write one in. (facts, MFA) */
final class Factors {

    /** @param enabled whether the user is asked for it where MFA is optional */
    record Factor(Totp totp, boolean enabled, boolean preferred) {}

    private final Map<String, Factor> bySub = new ConcurrentHashMap<>();

    Optional<Factor> of(String sub) {
        return Optional.ofNullable(bySub.get(sub));
    }

    void register(String sub, Totp totp, boolean enabled) {
        bySub.put(sub, new Factor(totp, enabled, enabled));
    }

    void prefer(String sub, boolean enabled, boolean preferred) {
        bySub.computeIfPresent(sub, (key, factor) -> new Factor(factor.totp(), enabled, preferred));
    }

    boolean remove(String sub) {
        return bySub.remove(sub) != null;
    }
}
