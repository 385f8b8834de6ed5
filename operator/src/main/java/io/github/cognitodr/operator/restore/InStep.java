package io.github.cognitodr.operator.restore;

import io.github.cognitodr.userpool.UserProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says whether whatever differs was changed in the snapshot's pool. A record's date is not an attribute's: a password, a
 * mark or a sync makes a record newer that is older in all else. Certain it is only where the target's record was not
 * touched since both were alike. Stateless.
 */
final class InStep {
    /** Between the calls that create a user. */
    private static final Duration CREATION = Duration.ofSeconds(5);

    private InStep() {}

    /**
     * Whether these attributes are the snapshot's to tell, beyond doubt. What the snapshot has not is no change: a copy may
     * never have had it.
     *
     * @param differing names of attributes
     * @param createdAt of the target's record
     * @param modifiedAt of the target's record
     */
    static boolean isCertain(
            UserProfile wanted, List<String> differing, Optional<Instant> createdAt, Optional<Instant> modifiedAt) {
        if (modifiedAt.isEmpty()
                || !isNewer(wanted.lastModifiedAt(), modifiedAt)
                || differing.stream()
                        .anyMatch(name -> wanted.attribute(name).orElse("").isBlank())) {
            return false;
        }
        if (wanted.stableId().equals(wanted.sub())) {
            // born in the snapshot's pool, and brought home: the target's record is the copy
            return createdAt.isPresent()
                    && !modifiedAt.get().isAfter(createdAt.get().plus(CREATION));
        }
        return isNewer(wanted.createdAt(), modifiedAt);
    }

    /** Whether the first is known to be later than the second. */
    static boolean isNewer(Optional<Instant> first, Optional<Instant> second) {
        return first.isPresent() && second.isPresent() && first.get().isAfter(second.get());
    }
}
