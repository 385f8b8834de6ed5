package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.census.Census;
import io.github.cognitodr.operator.census.CensusUser;
import io.github.cognitodr.operator.census.Finding;
import io.github.cognitodr.operator.census.Match;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.Importability;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides for each user of a snapshot what is to be done, and writes the import files on the way. For one thread. */
final class Planning {
    static final String NAMED_TWICE = "named twice in the snapshot";
    static final String TWICE = "two users have this stable id";
    static final String NEWER_THERE = "newer in the target";
    static final String DISABLED_THERE = "disabled in the target, and never enabled by a restore";
    static final String ADDRESS_TAKEN = "somebody else has the address";
    static final String OLDER_COPY = "a user without custom:origin_sub has the address";

    /** A pool in which people sign in with an address makes names of its own, which nobody knows. */
    static final String NO_NAME = "has no username to sign in with: the target is a pool of usernames";

    /** Of a change: the user is enabled in the target, and disabled in the snapshot. */
    static final String DISABLE = "disabled in the snapshot";

    private static final Set<UnimportableReason> LEFT_OUT =
            EnumSet.of(UnimportableReason.UNCONFIRMED, UnimportableReason.FEDERATED, UnimportableReason.UNKNOWN_STATUS);

    private final RestoreTarget target;
    private final boolean bringBackDeleted;
    private final Ledger ledger;
    private final CsvFiles files;
    private final boolean updateChanged;
    private final boolean disable;

    /** Plans what is wanted. People come back who were copied from a pool that knows them no more, unless it is the primary. */
    Planning(RestoreTarget target, RestoreRequest request, Ledger ledger, CsvFiles files) {
        this.target = target;
        this.updateChanged = request.updateChanged();
        this.disable = request.disable();
        this.bringBackDeleted = !target.isPrimary() || request.rebuildPrimary();
        this.ledger = ledger;
        this.files = files;
    }

    /**
     * Plans for everybody.
     *
     * @param census whose source are the profiles, in their order
     * @param users of the snapshot, all that its manifest counts
     */
    void run(Census census, Profiles profiles, long users, Progress progress) throws IOException {
        long[] next = {0};
        try {
            census.forEach(EnumSet.complementOf(EnumSet.of(Finding.EXTRA)), match -> {
                if (match.source() == null) {
                    return true;
                }
                try {
                    passOver(next[0], match.inSource().number(), profiles);
                    plan(match, profiles.user(match.inSource().number()));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
                next[0] = match.inSource().number() + 1;
                progress.step(1);
                return true;
            });
            passOver(next[0], users, profiles);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        files.close();
        ledger.planned();
    }

    /** A listing names somebody twice when its pages shift; the census keeps one of the two. */
    private void passOver(long from, long to, Profiles profiles) throws IOException {
        for (long number = from; number < to; number++) {
            ledger.settled(number, profiles.user(number).stableId(), null, Outcome.LEFT_OUT, NAMED_TWICE);
        }
    }

    private void plan(Match match, UserProfile user) throws IOException {
        switch (match.finding()) {
            case SAME -> settled(match, user, Outcome.ALREADY_THERE, "");
            case CHANGED -> planChanged(match, user);
            case UNFINISHED -> planUnfinished(match, user);
            case MISSING -> planMissing(match, user);
            case CONFLICT, REPLACED -> settled(match, user, Outcome.IN_CONFLICT, ADDRESS_TAKEN);
            case ADOPTABLE -> settled(match, user, Outcome.IN_CONFLICT, OLDER_COPY);
            case TWICE -> settled(match, user, Outcome.IN_CONFLICT, TWICE);
            case EXTRA -> throw new IllegalStateException("Nobody of the snapshot");
        }
    }

    private void planChanged(Match match, UserProfile user) {
        CensusUser there = match.inTarget();
        List<String> differing = match.attributes();
        boolean mayDisable = !user.enabled() && there.enabled();
        if (differing.isEmpty() && !mayDisable) {
            settled(match, user, Outcome.ALREADY_THERE, DISABLED_THERE);
            return;
        }
        boolean newer = match.inSource().isNewerThan(there);
        boolean toUpdate = !differing.isEmpty()
                && (updateChanged
                        ? newer
                        : InStep.isCertain(user, differing, there.createdAt(), there.lastModifiedAt()));
        boolean toDisable = mayDisable && disable && newer;
        if (toUpdate || toDisable) {
            String why = toDisable ? DISABLE : "";
            ledger.byApi(
                    Task.CHANGE,
                    new Entry(match.inSource().number(), user, there.sub(), toUpdate ? differing : List.of(), why));
        } else if (updateChanged && !newer) {
            settled(match, user, Outcome.ALREADY_THERE, NEWER_THERE);
        } else {
            settled(match, user, Outcome.DIFFERS, differing(differing, mayDisable));
        }
    }

    /** What differs, by its names. */
    static String differing(List<String> attributes, boolean inEnabled) {
        List<String> names = new ArrayList<>(attributes);
        if (inEnabled) {
            names.add("enabled");
        }
        return String.join(", ", names);
    }

    private void planUnfinished(Match match, UserProfile user) throws IOException {
        if (staysOut(user)) {
            leaveOut(match, user);
        } else {
            byApi(Task.CREATE, match, user, "left half way");
        }
    }

    private void planMissing(Match match, UserProfile user) throws IOException {
        if (!user.isNative() && !bringBackDeleted) {
            settled(match, user, Outcome.DELETED_THERE, "");
            return;
        }
        Importability importability = target.rules().classify(user);
        if (importability instanceof Importability.Unimportable unimportable
                && unimportable.reasons().stream().anyMatch(LEFT_OUT::contains)) {
            leaveOut(match, user);
            return;
        }
        List<String> lacking = target.lacks(user);
        if (target.signIn() == SignInAttribute.USERNAME && user.username().equals(user.sub())) {
            settled(match, user, Outcome.FAILED, NO_NAME);
        } else if (!lacking.isEmpty()) {
            settled(match, user, Outcome.FAILED, lacks(lacking));
        } else if (importability instanceof Importability.Importable importable) {
            files.add(importable.row());
            ledger.imports(
                    match.inSource().number(),
                    user,
                    files.file(),
                    files.row(),
                    target.signIn().of(user).orElse(""));
        } else if (importability instanceof Importability.Unimportable unimportable) {
            byApi(Task.CREATE, match, user, inWords(unimportable.first()));
        }
    }

    private boolean staysOut(UserProfile user) {
        return target.rules().classify(user) instanceof Importability.Unimportable unimportable
                && unimportable.reasons().stream().anyMatch(LEFT_OUT::contains);
    }

    private void leaveOut(Match match, UserProfile user) {
        if (target.rules().classify(user) instanceof Importability.Unimportable unimportable) {
            settled(match, user, Outcome.LEFT_OUT, inWords(unimportable.first()));
        }
    }

    private void byApi(Task task, Match match, UserProfile user, String why) {
        ledger.byApi(
                task,
                new Entry(
                        match.inSource().number(),
                        user,
                        match.target() == null ? "" : match.inTarget().sub(),
                        match.attributes(),
                        why));
    }

    private void settled(Match match, UserProfile user, Outcome outcome, String reason) {
        ledger.settled(match.inSource().number(), user.stableId(), user, outcome, reason);
    }

    static String lacks(List<String> attributes) {
        return "the target's schema lacks " + String.join(", ", attributes);
    }

    /** As people write it: {@code NO_VERIFIED_CONTACT} is {@code no verified contact}. */
    static String inWords(UnimportableReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
