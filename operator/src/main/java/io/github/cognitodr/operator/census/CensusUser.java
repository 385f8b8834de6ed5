package io.github.cognitodr.operator.census;

import java.time.Instant;
import java.util.Optional;

/**
 * A user, without anything personal: ids and states only.
 *
 * @param number of the user in its part, in the order of being added, from 0
 * @param username the pool's own, which calls are made with
 * @param bornThere has no {@code custom:origin_sub}
 * @param recoverable "forgot password" can reach the person: the contact to sign in with is verified
 * @param lastModifiedAt where known
 * @param createdAt where known
 */
public record CensusUser(
        long number,
        String stableId,
        String sub,
        String username,
        boolean bornThere,
        String statusName,
        boolean enabled,
        boolean recoverable,
        Optional<Instant> lastModifiedAt,
        Optional<Instant> createdAt) {

    /** Whether this one is known to have been changed after the other. */
    public boolean isNewerThan(CensusUser other) {
        return lastModifiedAt.isPresent()
                && other.lastModifiedAt.isPresent()
                && lastModifiedAt.get().isAfter(other.lastModifiedAt.get());
    }

    /** In a pool of chosen names a username is personal. */
    @Override
    public String toString() {
        return "CensusUser[" + stableId + "]";
    }
}
