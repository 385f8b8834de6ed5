package io.github.cognitodr.userpool;

import java.util.Optional;

/** Looks one user up in a pool, strongly consistent (AdminGetUser). */
@FunctionalInterface
public interface UserLookup {

    /**
     * Asks for one user.
     *
     * @param username the pool's username, or the sign-in value (address, number) where the pool has one
     * @return empty if the pool has no such user
     * @throws PoolUnavailableException if the pool could not be asked; asking again may help
     * @throws PoolRefusedException if the question itself was refused
     */
    Optional<UserProfile> find(String username, Deadline deadline);
}
