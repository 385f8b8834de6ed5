package io.github.cognitodr.userpool;

import java.util.Map;

/**
 * The pool that users are copied into. Each method is one call of the Cognito API.
 *
 * <p>All of them throw {@link PoolUnavailableException} for what may get better (Region down, throttled, time over) and
 * {@link PoolRefusedException} for what cannot (an attribute that the schema lacks). After a
 * {@code PoolUnavailableException} the call may have been carried out all the same. Once the deadline has passed, no
 * call is made.
 */
public interface TargetPool extends UserLookup {

    /**
     * AdminCreateUser without a temporary password and without a message to the person. The user is in
     * FORCE_CHANGE_PASSWORD then, in which "forgot password" is refused.
     *
     * @param signInValue what the pool takes for a username: the address in a pool that signs in with email
     * @param attributes settable ones only, see {@link Attributes#isSettable}
     */
    Creation create(String signInValue, Map<String, String> attributes, Deadline deadline);

    /** AdminDisableUser. */
    void disable(String username, Deadline deadline);

    /**
     * AdminSetUserPassword with a permanent password that nobody knows, which makes the user CONFIRMED, so that "forgot
     * password" works. The password is made, used and forgotten inside. One attempt, one second at the most: a
     * repeated or late call could overwrite a password that the person has set meanwhile.
     */
    void confirmWithUnknownPassword(String username, Deadline deadline);

    /** What came of {@link #create}. */
    sealed interface Creation {
        /**
         * The user is made.
         *
         * @param username the pool's own username of the new user
         */
        record Created(String username) implements Creation {}

        /** UsernameExistsException: there is a user of that name or with that sign-in value. */
        record UsernameTaken() implements Creation {}

        /** AliasExistsException: a user of another name has that address or number for an alias. */
        record AliasTaken() implements Creation {}
    }
}
