package io.github.cognitodr.userpool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Profiles for tests. */
public final class Profiles {
    private Profiles() {}

    /** A confirmed person of an email pool; attributes given as name, value, name, value. */
    public static UserProfile confirmed(String sub, String... attributes) {
        return of(sub, "CONFIRMED", true, attributes);
    }

    public static UserProfile of(String sub, String status, boolean enabled, String... attributes) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(Attributes.SUB, sub);
        for (int i = 0; i < attributes.length; i += 2) {
            all.put(attributes[i], attributes[i + 1]);
        }
        return new UserProfile(sub, all, status, enabled, Optional.empty(), Optional.empty());
    }
}
