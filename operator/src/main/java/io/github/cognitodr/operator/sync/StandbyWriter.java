package io.github.cognitodr.operator.sync;

import io.github.cognitodr.operator.census.CensusUser;
import io.github.cognitodr.operator.census.Match;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/**
 * Does one step after another in the standby pool. Each is idempotent, and goes by what both pools say at this moment: the
 * listing may be an hour old, and a name may belong to somebody else by now. Thread-safe.
 */
final class StandbyWriter {
    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 2_000;
    private static final List<String> CONTACTS = List.of(Attributes.EMAIL, Attributes.PHONE_NUMBER);

    private final OperatorPool primary;
    private final OperatorPool standby;
    private final SignInAttribute signIn;
    private final UserCopier copier;

    StandbyWriter(OperatorPool primary, OperatorPool standby, SignInAttribute signIn) {
        this.primary = primary;
        this.standby = standby;
        this.signIn = signIn;
        this.copier = new UserCopier(standby.unpaced(), signIn, standby.pace(Category.USER_ACCOUNT_RECOVERY));
    }

    /**
     * Does a step: what one action of it meets does not keep the others from being done.
     *
     * @throws io.github.cognitodr.operator.CommandException if a pool refused us, or did not answer
     */
    SyncResult run(Step step) {
        EnumSet<Action> done = EnumSet.noneOf(Action.class);
        if (step.actions().contains(Action.DISABLE_GONE)) {
            return attempt(() -> disableGone(step.match().inTarget(), done), done);
        }
        Optional<UserProfile> origin = now(primary, step.match().inSource());
        if (origin.isEmpty()) {
            // deleted since, or not visible yet: the next run sees
            return SyncResult.NOTHING_TO_DO;
        }
        if (step.match().target() == null) {
            return attempt(() -> create(origin.get(), done), done);
        }
        Optional<UserProfile> copy = now(standby, step.match().inTarget());
        if (copy.isEmpty()
                || !copy.get().stableId().equals(step.match().inTarget().stableId())) {
            return SyncResult.NOTHING_TO_DO;
        }
        List<String> problems = new ArrayList<>();
        for (Action action : step.actions()) {
            String problem = attempt(
                            () -> change(action, step.match(), origin.get(), copy.get()), EnumSet.noneOf(Action.class))
                    .problem();
            if (problem.isEmpty()) {
                done.add(action);
            } else {
                problems.add(problem);
            }
        }
        return new SyncResult(done, String.join("; ", problems));
    }

    /** Something that ends with a problem in words, or without one. */
    @FunctionalInterface
    private interface Deed {
        String run();
    }

    private static SyncResult attempt(Deed deed, Set<Action> done) {
        try {
            return new SyncResult(done, deed.run());
        } catch (PoolRefusedException refused) {
            return new SyncResult(done, "the standby refuses it: " + refused.getMessage());
        }
    }

    private String create(UserProfile origin, Set<Action> done) {
        String problem = copy(origin, false, UserCopier.WhereMissing.CREATE);
        if (problem.isEmpty()) {
            done.add(Action.CREATE);
        }
        return problem;
    }

    private String change(Action action, Match match, UserProfile origin, UserProfile copy) {
        return switch (action) {
            // LEAVE: there is a copy, and it must not be made twice, whatever address it stands under
            case FINISH -> copy(origin, true, UserCopier.WhereMissing.LEAVE);
            case UPDATE -> update(match.attributes(), origin, copy);
            case ADOPT -> adopt(origin, copy);
            case DISABLE -> enabled(origin, copy, false);
            case ENABLE -> enabled(origin, copy, true);
            case CREATE, DISABLE_GONE -> throw new IllegalArgumentException(action + " of a pair");
        };
    }

    /** As the pool has the user now, asked by ListUsers: AdminGetUser would make somebody an active user. */
    private static Optional<UserProfile> now(OperatorPool pool, CensusUser user) {
        return bySub(pool, user.sub());
    }

    private static Optional<UserProfile> bySub(OperatorPool pool, String sub) {
        return pool
                .call(
                        Category.USER_LIST,
                        "ListUsers",
                        cognito -> CognitoUserListing.ofSubsBeginningWith(cognito, pool.id(), sub)
                                .page(null))
                .users()
                .stream()
                .findFirst();
    }

    private String copy(UserProfile origin, boolean isThere, UserCopier.WhereMissing whereMissing) {
        boolean mayBeThere = isThere;
        for (int attempt = 1; ; attempt++) {
            standby.awaitTurn(mayBeThere ? Category.USER_READ : Category.USER_CREATION);
            if (!origin.enabled()) {
                standby.awaitTurn(Category.USER_UPDATE);
            }
            try {
                Deadline deadline = Deadline.in(ONE_ATTEMPT);
                EnsureOutcome outcome =
                        mayBeThere ? copier.resume(origin, whereMissing, deadline) : copier.ensure(origin, deadline);
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
                "is in the standby, but has no verified contact to recover the account by";
            case IDENTITY_CONFLICT -> "the address belongs to somebody else in the standby";
            case MISSING, HALF_CREATED -> "was left half way, and is not found under the present address";
        };
    }

    /**
     * All attributes that differ, in one call: an address together with its flag, or Cognito would send a code. A contact that
     * cannot be carried is left as it is, and all else is carried.
     */
    private String update(List<String> names, UserProfile origin, UserProfile copy) {
        Map<String, String> changes = new LinkedHashMap<>();
        names.forEach(name -> changes.put(name, origin.attribute(name).orElse("")));
        String problem = "";
        for (String contact : CONTACTS) {
            String flag = Attributes.flagOf(contact);
            if (changes.containsKey(contact) && origin.attribute(contact).isPresent()) {
                if (origin.hasVerified(contact, flag)) {
                    changes.put(flag, "true");
                } else {
                    changes.remove(contact);
                    changes.remove(flag);
                    problem = contact + " has changed in the primary, and is not verified there";
                }
            }
        }
        try {
            write(copy, changes);
            return problem;
        } catch (PoolRefusedException refused) {
            if (!refused.error().equals("AliasExistsException")) {
                throw refused;
            }
            for (String contact : CONTACTS) {
                changes.remove(contact);
                changes.remove(Attributes.flagOf(contact));
            }
            write(copy, changes);
            return "the new address belongs to somebody else in the standby; if it has just changed there, sync again";
        }
    }

    /** Once more by what both say now: who has the same verified contact. */
    private String adopt(UserProfile origin, UserProfile copy) {
        if (!copy.isNative()) {
            return "has an origin by now";
        }
        boolean same = CONTACTS.stream().anyMatch(contact -> isSame(contact, origin, copy))
                && signIn.of(origin).isPresent()
                && signIn.of(origin).get().equalsIgnoreCase(signIn.of(copy).orElse(""));
        if (signIn == SignInAttribute.USERNAME) {
            // the same name is no proof, and one contact that differs makes somebody else of them
            same = same
                    && CONTACTS.stream()
                            .allMatch(contact -> origin.attribute(contact).equals(copy.attribute(contact)));
        }
        if (!same) {
            return "has another verified contact by now";
        }
        write(copy, Map.of(Attributes.ORIGIN_SUB, origin.stableId()));
        return "";
    }

    private static boolean isSame(String contact, UserProfile one, UserProfile other) {
        String flag = Attributes.flagOf(contact);
        return one.hasVerified(contact, flag)
                && other.hasVerified(contact, flag)
                && one.attribute(contact)
                        .orElse("")
                        .equalsIgnoreCase(other.attribute(contact).orElse(""));
    }

    private void write(UserProfile copy, Map<String, String> attributes) {
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

    private String enabled(UserProfile origin, UserProfile copy, boolean wanted) {
        if (origin.enabled() == wanted && copy.enabled() != wanted) {
            setEnabled(copy, wanted);
        }
        return "";
    }

    /**
     * A copy whose owner is gone. The owner may be back, under the old sub or, brought home by an import, under a new one:
     * whoever has the copy's sign-in value in the primary is looked at, by AdminGetUser, which is never behind.
     */
    private String disableGone(CensusUser listed, Set<Action> done) {
        Optional<UserProfile> copy = now(standby, listed);
        if (copy.isEmpty() || !copy.get().enabled() || copy.get().isNative()) {
            return "";
        }
        String owner = copy.get().stableId();
        boolean isBack = bySub(primary, owner).isPresent()
                || signIn.of(copy.get())
                        .flatMap(this::inPrimary)
                        .filter(found -> found.stableId().equals(owner))
                        .isPresent();
        if (!isBack) {
            setEnabled(copy.get(), false);
            done.add(Action.DISABLE_GONE);
        }
        return "";
    }

    private Optional<UserProfile> inPrimary(String signInValue) {
        primary.awaitTurn(Category.USER_READ);
        for (int attempt = 1; ; attempt++) {
            try {
                return primary.unpaced().find(signInValue, Deadline.in(ONE_ATTEMPT));
            } catch (PoolUnavailableException lost) {
                if (attempt == ATTEMPTS || !OperatorPool.mayGetBetter(lost)) {
                    throw primary.translation(lost);
                }
            }
            pause(attempt);
        }
    }

    private void setEnabled(UserProfile copy, boolean enabled) {
        String pool = standby.id().value();
        if (enabled) {
            standby.call(
                    Category.USER_UPDATE,
                    "AdminEnableUser",
                    cognito -> cognito.adminEnableUser(
                            request -> request.userPoolId(pool).username(copy.username())));
        } else {
            standby.call(
                    Category.USER_UPDATE,
                    "AdminDisableUser",
                    cognito -> cognito.adminDisableUser(
                            request -> request.userPoolId(pool).username(copy.username())));
        }
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
