package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.EnsureOutcome;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.UserCopier;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Creates whom an import cannot carry, by the API: a disabled user is created, disabled, and only then given the password.
 * Thread-safe.
 */
final class Creating implements Function<Entry, Settled> {
    static final String CANNOT_RECOVER = "has no verified address to recover the account by";

    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Until whoever else is at the same user must have ended: {@link UserCopier#resume}. */
    private static final Duration PAUSE = UserCopier.ENTITLEMENT.plusMillis(500);

    private final RestoreTarget target;
    private final UserCopier copier;
    private final boolean again;

    /** @param again whether an earlier process may have been at the same users */
    Creating(RestoreTarget target, boolean again) {
        this.target = target;
        this.again = again;
        this.copier = new UserCopier(
                target.pool().unpaced(), target.signIn(), target.pool().pace(Category.USER_ACCOUNT_RECOVERY));
    }

    @Override
    public Settled apply(Entry entry) {
        List<String> lacking = target.lacks(entry.profile());
        if (!lacking.isEmpty()) {
            return new Settled(entry.number(), Outcome.FAILED, Planning.lacks(lacking));
        }
        try {
            return create(entry);
        } catch (PoolRefusedException refused) {
            String why = entry.why().isEmpty() ? "" : " (" + entry.why() + ")";
            return new Settled(
                    entry.number(),
                    Outcome.FAILED,
                    (refused.error().isEmpty()
                                    ? "has no " + target.signIn().id() + " to sign in with"
                                    : "Cognito refused it: " + refused.error())
                            + why);
        }
    }

    private Settled create(Entry entry) {
        // Somebody is there half way, or may be: then Cognito is asked before anything else.
        boolean resume = again || !entry.target().isEmpty();
        boolean ours = resume;
        long end = System.nanoTime() + target.pool().patience().toNanos();
        while (true) {
            try {
                EnsureOutcome outcome = attempt(entry, resume);
                if (outcome != EnsureOutcome.HALF_CREATED) {
                    return settled(entry, outcome, ours);
                }
            } catch (PoolUnavailableException lost) {
                if (!OperatorPool.mayGetBetter(lost) || System.nanoTime() > end) {
                    throw target.pool().translation(lost);
                }
                // it may have been done all the same
                ours = true;
            }
            resume = true;
            pause();
        }
    }

    /** All turns but the password's are waited for beforehand: within the copier's two seconds there is no time for them. */
    private EnsureOutcome attempt(Entry entry, boolean resume) {
        OperatorPool pool = target.pool();
        pool.awaitTurn(Category.USER_CREATION);
        if (!entry.profile().enabled()) {
            pool.awaitTurn(Category.USER_UPDATE);
        }
        Deadline deadline = Deadline.in(LONGEST);
        if (!resume) {
            return copier.ensure(entry.profile(), deadline);
        }
        pool.awaitTurn(Category.USER_READ);
        UserCopier.WhereMissing whereMissing =
                entry.target().isEmpty() ? UserCopier.WhereMissing.CREATE : UserCopier.WhereMissing.LEAVE;
        return copier.resume(entry.profile(), whereMissing, deadline);
    }

    private static Settled settled(Entry entry, EnsureOutcome outcome, boolean ours) {
        Outcome present = ours ? Outcome.CREATED : Outcome.ALREADY_THERE;
        return switch (outcome) {
            case CREATED -> new Settled(entry.number(), Outcome.CREATED, "");
            case CREATED_WITHOUT_RECOVERY_CONTACT -> new Settled(entry.number(), Outcome.CREATED, CANNOT_RECOVER);
            case ALREADY_PRESENT -> new Settled(entry.number(), present, "");
            case PRESENT_WITHOUT_RECOVERY_CONTACT -> new Settled(entry.number(), present, CANNOT_RECOVER);
            case IDENTITY_CONFLICT -> new Settled(entry.number(), Outcome.IN_CONFLICT, Planning.ADDRESS_TAKEN);
            case MISSING, HALF_CREATED ->
                new Settled(entry.number(), Outcome.FAILED, "left half way in the target under another address");
        };
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PoolUnavailableException("Interrupted");
        }
    }
}
