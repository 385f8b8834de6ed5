package io.github.cognitodr.operator.sync;

import io.github.cognitodr.operator.census.CensusUser;
import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.EnsureOutcome;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/**
 * Does one step after another in the standby pool. Each is idempotent, and goes by what the primary says at this moment:
 * the listing may be an hour old. Thread-safe.
 */
final class StandbyWriter {
    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 2_000;

    private final OperatorPool primary;
    private final OperatorPool standby;
    private final UserCopier copier;

    StandbyWriter(OperatorPool primary, OperatorPool standby, SignInAttribute signIn) {
        this.primary = primary;
        this.standby = standby;
        this.copier = new UserCopier(standby.unpaced(), signIn, standby.pace(Category.USER_ACCOUNT_RECOVERY));
    }

    /**
     * Does a step.
     *
     * @throws io.github.cognitodr.operator.CommandException if a pool refused us, or did not answer
     */
    SyncResult run(Step step) {
        EnumSet<Action> done = EnumSet.noneOf(Action.class);
        try {
            return step.actions().contains(Action.DISABLE_GONE) ? disableGone(step, done) : bringOver(step, done);
        } catch (PoolRefusedException refused) {
            return SyncResult.failed(done, "the standby refuses it: " + refused.getMessage());
        }
    }

    private SyncResult bringOver(Step step, Set<Action> done) {
        Optional<UserProfile> origin = now(step.match().inSource());
        if (origin.isEmpty()) {
            // deleted since, or not visible yet: the next run sees
            return SyncResult.NOTHING_TO_DO;
        }
        String problem = "";
        for (Action action : step.actions()) {
            problem = switch (action) {
                case CREATE, FINISH -> copy(origin.get(), action);
                case UPDATE -> update(step, origin.get());
                case ADOPT -> adopt(step, origin.get());
                case DISABLE -> enabled(step, origin.get(), false);
                case ENABLE -> enabled(step, origin.get(), true);
                case DISABLE_GONE -> "";
            };
            if (!problem.isEmpty()) {
                return SyncResult.failed(done, problem);
            }
            done.add(action);
        }
        return new SyncResult(done, problem);
    }

    /** As the primary has the user now, asked by ListUsers: AdminGetUser would make somebody an active user. */
    private Optional<UserProfile> now(CensusUser user) {
        return primary
                .call(
                        Category.USER_LIST,
                        "ListUsers",
                        cognito -> CognitoUserListing.ofSubsBeginningWith(cognito, primary.id(), user.sub())
                                .page(null))
                .users()
                .stream()
                .findFirst();
    }

    private String copy(UserProfile origin, Action action) {
        boolean mayBeThere = action == Action.FINISH;
        for (int attempt = 1; ; attempt++) {
            standby.awaitTurn(Category.USER_CREATION);
            try {
                Deadline deadline = Deadline.in(ONE_ATTEMPT);
                EnsureOutcome outcome = mayBeThere
                        ? copier.resume(origin, UserCopier.WhereMissing.CREATE, deadline)
                        : copier.ensure(origin, deadline);
                if (outcome != EnsureOutcome.HALF_CREATED) {
                    return problem(outcome);
                }
                mayBeThere = true;
            } catch (PoolUnavailableException lost) {
                if (attempt == ATTEMPTS || !OperatorPool.mayGetBetter(lost)) {
                    throw standby.translation(lost);
                }
                mayBeThere = true; // the answer may be all that was lost
            }
            pause(attempt);
        }
    }

    private static String problem(EnsureOutcome outcome) {
        return switch (outcome) {
            case CREATED, ALREADY_PRESENT -> "";
            case CREATED_WITHOUT_RECOVERY_CONTACT, PRESENT_WITHOUT_RECOVERY_CONTACT ->
                "is in the standby, but has no verified address to recover the account by";
            case IDENTITY_CONFLICT -> "the address belongs to somebody else in the standby";
            case MISSING, HALF_CREATED -> "was left half way";
        };
    }

    /** All attributes that differ, in one call: an address together with its flag, or Cognito would send a code. */
    private String update(Step step, UserProfile origin) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String name : step.match().attributes()) {
            changes.put(name, origin.attribute(name).orElse(""));
        }
        for (String contact : List.of(Attributes.EMAIL, Attributes.PHONE_NUMBER)) {
            String flag = Attributes.flagOf(contact);
            if (!changes.containsKey(contact)) {
                continue;
            }
            if (origin.attribute(contact).isPresent() && !origin.hasVerified(contact, flag)) {
                return contact + " has changed in the primary, and is not verified there";
            }
            changes.put(flag, origin.attribute(flag).orElse("false"));
        }
        write(step.match().inTarget(), changes);
        return "";
    }

    private String adopt(Step step, UserProfile origin) {
        write(step.match().inTarget(), Map.of(Attributes.ORIGIN_SUB, origin.stableId()));
        return "";
    }

    private void write(CensusUser copy, Map<String, String> attributes) {
        if (attributes.isEmpty()) {
            return;
        }
        List<AttributeType> values = attributes.entrySet().stream()
                .map(entry -> AttributeType.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        standby.call(
                Category.USER_UPDATE,
                "AdminUpdateUserAttributes",
                cognito -> cognito.adminUpdateUserAttributes(
                        request -> request.userPoolId(standby.id().value())
                                .username(copy.username())
                                .userAttributes(values)));
    }

    private String enabled(Step step, UserProfile origin, boolean wanted) {
        if (origin.enabled() == wanted) {
            if (wanted) {
                enable(step.match().inTarget());
            } else {
                disable(step.match().inTarget());
            }
        }
        return "";
    }

    private SyncResult disableGone(Step step, Set<Action> done) {
        CensusUser copy = step.match().inTarget();
        // By the sub of the owner: whoever is found was not listed, or has come back.
        boolean back = !primary.call(
                        Category.USER_LIST,
                        "ListUsers",
                        cognito -> CognitoUserListing.ofSubsBeginningWith(cognito, primary.id(), copy.stableId())
                                .page(null))
                .users()
                .isEmpty();
        if (back) {
            return SyncResult.NOTHING_TO_DO;
        }
        disable(copy);
        done.add(Action.DISABLE_GONE);
        return new SyncResult(done, "");
    }

    private void disable(CensusUser copy) {
        standby.call(
                Category.USER_UPDATE,
                "AdminDisableUser",
                cognito -> cognito.adminDisableUser(
                        request -> request.userPoolId(standby.id().value()).username(copy.username())));
    }

    private void enable(CensusUser copy) {
        standby.call(
                Category.USER_UPDATE,
                "AdminEnableUser",
                cognito -> cognito.adminEnableUser(
                        request -> request.userPoolId(standby.id().value()).username(copy.username())));
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(PAUSE_MILLIS * attempt);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PoolUnavailableException("Interrupted");
        }
    }
}
