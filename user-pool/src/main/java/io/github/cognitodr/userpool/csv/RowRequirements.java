package io.github.cognitodr.userpool.csv;

import io.github.cognitodr.userpool.Attributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What every row of a pool's file must hold, whether it is written or read: the attributes that the pool requires, and
 * a verified contact. (Facts, Import job, "Needed") It looks the same at what a pool stores and at what stands in a
 * file, since a flag is true in any case of its letters. Immutable, thread-safe.
 */
final class RowRequirements {
    private final String[] required;
    private final String[] autoVerified;
    private final String[] autoVerifiedFlags;

    RowRequirements(Collection<String> required, Collection<String> autoVerified) {
        this.required = required.stream().filter(Attributes::isSettable).toArray(String[]::new);
        this.autoVerified = autoVerified.toArray(String[]::new);
        this.autoVerifiedFlags = autoVerified.stream().map(Attributes::flagOf).toArray(String[]::new);
    }

    /** Whether one of the auto-verified attributes is both there and verified. */
    boolean hasVerifiedContact(Map<String, String> attributes) {
        for (int i = 0; i < autoVerified.length; i++) {
            if (Attributes.isVerified(attributes, autoVerified[i], autoVerifiedFlags[i])) {
                return true;
            }
        }
        return false;
    }

    boolean lacksRequired(Map<String, String> attributes) {
        for (String name : required) {
            if (lacks(attributes, name)) {
                return true;
            }
        }
        return false;
    }

    /** The required attributes that are not there. */
    List<String> missing(Map<String, String> attributes) {
        List<String> missing = new ArrayList<>();
        for (String name : required) {
            if (lacks(attributes, name)) {
                missing.add(name);
            }
        }
        return missing;
    }

    private static boolean lacks(Map<String, String> attributes, String name) {
        return attributes.getOrDefault(name, "").isBlank();
    }
}
