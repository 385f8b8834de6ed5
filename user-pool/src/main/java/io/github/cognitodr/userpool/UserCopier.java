package io.github.cognitodr.userpool;

import java.time.Duration;
import java.util.Optional;

/**
 * Sees to it that a person of one pool exists in another, able to recover the account there. Idempotent: may be
 * repeated in any order, and never touches a password that a person has set.
 *
 * <pre>{@code
 * UserCopier copier = new UserCopier(standby, SignInAttribute.EMAIL, Pace.UNLIMITED);
 * EnsureOutcome outcome = copier.ensure(profile, Deadline.in(Duration.ofMillis(1500)));
 * }</pre>
 *
 * <p>A password is set only for a user that the very same invocation has created, or of whom Cognito has just said
 * that nobody has set one (FORCE_CHANGE_PASSWORD, in which "forgot password" is refused), and only within
 * {@link #ENTITLEMENT} of having asked. An invocation that stalls for longer finds its time over and leaves the person
 * to {@link #resume}. See docs/replication.md.
 *
 * <p>Thread-safe if the pool and the pace are.
 */
public final class UserCopier {
    /**
     * How long what Cognito said entitles to set a password, counted from before the question was sent. Within this time
     * somebody else would have to finish the same user, and the person to ask for a code, receive it and use it.
     */
    public static final Duration ENTITLEMENT = Duration.ofSeconds(2);

    private final TargetPool target;
    private final SignInAttribute signIn;
    private final Pace passwords;

    /** @param passwords how fast passwords may be set */
    public UserCopier(TargetPool target, SignInAttribute signIn, Pace passwords) {
        this.target = target;
        this.signIn = signIn;
        this.passwords = passwords;
    }

    /** What {@link #resume} does where it finds nobody under the person's sign-in value. */
    public enum WhereMissing {
        /** No attempt has got that far. */
        CREATE,

        /** The sign-in value has changed: a copy may stand under the former one, and nobody is to be copied twice. */
        LEAVE
    }

    /**
     * Copies somebody who is most likely not there yet. A copy that was left half way ({@link
     * EnsureOutcome#HALF_CREATED}) is left as it is: another invocation may be at work on it this moment.
     *
     * @throws PoolUnavailableException if the target did not answer in time; to be repeated
     * @throws PoolRefusedException if the target's schema or settings do not take this user
     */
    public EnsureOutcome ensure(UserProfile source, Deadline deadline) {
        takeTurn(deadline);
        return create(source, deadline);
    }

    /**
     * Takes up an earlier attempt, of which nobody knows how far it got: finishes what it left half way. To be called
     * only when that attempt cannot be at work any more.
     *
     * @param whereMissing what to do where nobody is found
     * @throws PoolUnavailableException if the target did not answer in time; to be repeated
     * @throws PoolRefusedException if the target's schema or settings do not take this user
     */
    public EnsureOutcome resume(UserProfile source, WhereMissing whereMissing, Deadline deadline) {
        Optional<UserProfile> first = target.find(signInValue(source), deadline);
        if (first.isEmpty()) {
            return whereMissing == WhereMissing.CREATE ? ensure(source, deadline) : EnsureOutcome.MISSING;
        }
        EnsureOutcome seen = judge(first.get(), source);
        if (seen != EnsureOutcome.HALF_CREATED) {
            return seen;
        }
        takeTurn(deadline);
        Deadline entitled = deadline.within(ENTITLEMENT);
        // once more: the turn may have been long in coming
        UserProfile existing = find(source, entitled);
        EnsureOutcome now = judge(existing, source);
        return now == EnsureOutcome.HALF_CREATED
                ? finish(existing.username(), existing.enabled(), source, entitled)
                : now;
    }

    private EnsureOutcome create(UserProfile source, Deadline deadline) {
        Deadline entitled = deadline.within(ENTITLEMENT);
        TargetPool.Creation creation = target.create(signInValue(source), Attributes.ofCopy(source), deadline);
        if (creation instanceof TargetPool.Creation.Created created) {
            return finish(created.username(), true, source, entitled);
        }
        if (creation instanceof TargetPool.Creation.AliasTaken) {
            return EnsureOutcome.IDENTITY_CONFLICT;
        }
        return judge(find(source, deadline), source);
    }

    /** Who it is that has the address in the target. */
    private EnsureOutcome judge(UserProfile existing, UserProfile source) {
        if (!existing.stableId().equals(source.stableId())) {
            return EnsureOutcome.IDENTITY_CONFLICT;
        }
        // With that sub for its own it is no copy, but the original, whom an administrator may have invited there.
        boolean isCopy = !existing.sub().equals(existing.stableId());
        if (isCopy && existing.status() == UserStatus.FORCE_CHANGE_PASSWORD) {
            return EnsureOutcome.HALF_CREATED;
        }
        return signIn.hasRecoveryContact(source)
                ? EnsureOutcome.ALREADY_PRESENT
                : EnsureOutcome.PRESENT_WITHOUT_RECOVERY_CONTACT;
    }

    /**
     * A disabled user is disabled before the password is set, and so cannot be used for a moment in between.
     *
     * @param enabledInTarget whether the copy is enabled at this moment
     */
    private EnsureOutcome finish(String username, boolean enabledInTarget, UserProfile source, Deadline entitled) {
        if (!source.enabled() && enabledInTarget) {
            target.disable(username, entitled);
        }
        target.confirmWithUnknownPassword(username, entitled);
        return signIn.hasRecoveryContact(source)
                ? EnsureOutcome.CREATED
                : EnsureOutcome.CREATED_WITHOUT_RECOVERY_CONTACT;
    }

    private UserProfile find(UserProfile source, Deadline deadline) {
        return target.find(signInValue(source), deadline)
                .orElseThrow(() -> new PoolUnavailableException(
                        "The user was there a moment ago, or the name is taken, and AdminGetUser finds nobody"));
    }

    private String signInValue(UserProfile source) {
        return signIn.of(source)
                .orElseThrow(() -> new PoolRefusedException(
                        "The user has no " + signIn.id() + ", with which the target pool signs in"));
    }

    private void takeTurn(Deadline deadline) {
        if (!passwords.await(deadline.remaining())) {
            throw new PoolUnavailableException("No turn to set a password within the time");
        }
    }
}
