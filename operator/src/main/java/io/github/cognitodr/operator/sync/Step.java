package io.github.cognitodr.operator.sync;

import io.github.cognitodr.operator.census.CensusUser;
import io.github.cognitodr.operator.census.Match;
import io.github.cognitodr.userpool.UserStatus;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is to be done about one user, and what is left. The one place where sync's rules are.
 *
 * @param actions in order; empty where nothing is to be done
 * @param left why something is not done; empty where nothing is left
 */
record Step(Match match, Set<Action> actions, Set<Left> left) {

    static Step of(Match match, SyncChoices choices) {
        EnumSet<Action> actions = EnumSet.noneOf(Action.class);
        EnumSet<Left> left = EnumSet.noneOf(Left.class);
        switch (match.finding()) {
            case SAME -> {}
            case CHANGED -> change(match, choices, actions, left);
            case UNFINISHED -> {
                actions.add(Action.FINISH);
                change(match, choices, actions, left);
            }
            case MISSING -> create(match.inSource(), actions, left);
            case ADOPTABLE -> {
                if (choices.adopt()) {
                    actions.add(Action.ADOPT);
                    change(match, choices, actions, left);
                } else {
                    left.add(Left.ADOPTABLE);
                }
            }
            case CONFLICT -> left.add(Left.CONFLICT);
            case REPLACED -> {
                left.add(Left.REPLACED);
                extra(match.inTarget(), actions, left);
            }
            case EXTRA -> extra(match.inTarget(), actions, left);
            case TWICE -> left.add(Left.TWICE);
        }
        return new Step(match, actions, left);
    }

    private static void create(CensusUser missing, Set<Action> actions, Set<Left> left) {
        switch (UserStatus.ofName(missing.statusName())) {
            case CONFIRMED, RESET_REQUIRED, FORCE_CHANGE_PASSWORD -> actions.add(Action.CREATE);
            case UNCONFIRMED -> left.add(Left.UNCONFIRMED);
            case EXTERNAL_PROVIDER -> left.add(Left.FEDERATED);
            default -> left.add(Left.UNKNOWN_STATUS);
        }
    }

    private static void change(Match match, SyncChoices choices, Set<Action> actions, Set<Left> left) {
        if (!match.attributes().isEmpty()) {
            actions.add(Action.UPDATE);
        }
        if (match.differsInEnabled()) {
            if (match.inTarget().enabled()) {
                actions.add(Action.DISABLE);
            } else if (choices.enable()) {
                actions.add(Action.ENABLE);
            } else {
                left.add(Left.DISABLED_THERE);
            }
        }
    }

    /** A copy whose owner is gone is disabled, never deleted: the listing may be wrong, and somebody may want it back. */
    private static void extra(CensusUser inStandby, Set<Action> actions, Set<Left> left) {
        if (inStandby.bornThere()) {
            left.add(Left.BORN_THERE);
        } else if (inStandby.enabled()) {
            actions.add(Action.DISABLE_GONE);
        }
    }
}
