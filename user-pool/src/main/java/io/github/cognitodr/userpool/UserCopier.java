package io.github.cognitodr.userpool;

import java.util.Optional;

/**
 * Sees to it that a person of one pool exists in another, able to recover the account there. Idempotent: may be
 * repeated in any order, and never touches a password that a person has set.
 *
 * <pre>{@code
 * EnsureOutcome outcome = new UserCopier(standby, SignInAttribute.EMAIL)
 *         .ensure(profile, HalfCreated.LEAVE, Deadline.in(Duration.ofMillis(1500)));
 * }</pre>
 *
 * <p>Thread-safe if the pool is.
 */
public final class UserCopier {
    private final TargetPool target;
    private final SignInAttribute signIn;

    public UserCopier(TargetPool target, SignInAttribute signIn) {
        this.target = target;
        this.signIn = signIn;
    }

    /** What to do about a copy that an earlier attempt created and did not finish (FORCE_CHANGE_PASSWORD). */
    public enum HalfCreated {
        /** Leave it: another invocation may be at work on it this moment. */
        LEAVE,

        /** Finish it: the earlier attempt is over. */
        FINISH
    }

    /**
     * Creates the copy, or finds out why there is none to create.
     *
     * @throws PoolUnavailableException if the target did not answer in time; to be repeated
     * @throws PoolRefusedException if the target's schema or settings do not take this user
     */
    public EnsureOutcome ensure(UserProfile source, HalfCreated halfCreated, Deadline deadline) {
        String signInValue = signIn.of(source)
                .orElseThrow(() -> new PoolRefusedException(
                        "The user has no " + signIn.id() + ", with which the target pool signs in"));
        TargetPool.Creation creation = target.create(signInValue, Attributes.ofCopy(source), deadline);
        if (creation instanceof TargetPool.Creation.Created created) {
            return finish(created.username(), true, source, deadline);
        }
        if (creation instanceof TargetPool.Creation.AliasTaken) {
            return EnsureOutcome.IDENTITY_CONFLICT;
        }
        return reconcile(source, signInValue, halfCreated, deadline);
    }

    private EnsureOutcome reconcile(
            UserProfile source, String signInValue, HalfCreated halfCreated, Deadline deadline) {
        Optional<UserProfile> found = target.find(signInValue, deadline);
        if (found.isEmpty()) {
            throw new PoolUnavailableException("AdminCreateUser says the user exists, AdminGetUser that it does not");
        }
        UserProfile existing = found.get();
        if (!existing.stableId().equals(source.stableId())) {
            return EnsureOutcome.IDENTITY_CONFLICT;
        }
        if (existing.status() != UserStatus.FORCE_CHANGE_PASSWORD) {
            return EnsureOutcome.ALREADY_PRESENT;
        }
        return halfCreated == HalfCreated.LEAVE
                ? EnsureOutcome.HALF_CREATED
                : finish(existing.username(), existing.enabled(), source, deadline);
    }

    /**
     * A disabled user is disabled before the password is set, and so cannot be used for a moment in between.
     *
     * @param enabledInTarget whether the copy is enabled at this moment
     */
    private EnsureOutcome finish(String username, boolean enabledInTarget, UserProfile source, Deadline deadline) {
        if (!source.enabled() && enabledInTarget) {
            target.disable(username, deadline);
        }
        target.confirmWithUnknownPassword(username, deadline);
        return source.hasRecoveryContact() ? EnsureOutcome.CREATED : EnsureOutcome.CREATED_WITHOUT_RECOVERY_CONTACT;
    }
}
