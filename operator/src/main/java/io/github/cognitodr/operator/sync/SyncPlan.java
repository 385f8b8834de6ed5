package io.github.cognitodr.operator.sync;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.census.Census;
import io.github.cognitodr.operator.census.Finding;
import io.github.cognitodr.operator.census.Part;
import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.Quotas;
import io.github.cognitodr.operator.terminal.Paragraph;
import io.github.cognitodr.operator.terminal.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many users there are to do what with. Immutable. */
public final class SyncPlan {
    /** More than this of the standby's copies does not vanish by itself from the primary: it is the wrong pool, or an empty one. */
    static final int MOST_GONE_PERCENT = 5;

    /** Nor so many, in however large a pool. */
    static final int MOST_GONE = 100;

    /** So few may always be disabled: small pools are for trying things out. */
    static final int ALWAYS_ALLOWED = 10;

    private final Map<Action, Long> actions = new EnumMap<>(Action.class);
    private final Map<Left, Long> left = new EnumMap<>(Left.class);
    private final long standbyUsers;
    private final long steps;

    private SyncPlan(Census census, SyncChoices choices) {
        standbyUsers = census.count(Part.TARGET);
        long[] count = new long[1];
        census.forEach(EnumSet.complementOf(EnumSet.of(Finding.SAME)), match -> {
            Step step = Step.of(match, choices);
            step.actions().forEach(action -> actions.merge(action, 1L, Long::sum));
            step.left().forEach(reason -> left.merge(reason, 1L, Long::sum));
            count[0] += step.actions().isEmpty() ? 0 : 1;
            return true;
        });
        steps = count[0];
    }

    /**
     * Counts.
     *
     * @throws CommandException if so many users would be disabled that something must be wrong
     */
    public static SyncPlan of(Census census, SyncChoices choices) {
        if (!choices.swappedSides() && census.copiesIn(Part.SOURCE) > census.copiesIn(Part.TARGET)) {
            throw CommandException.wrongUse("More users of the primary are copies of the standby's than the other way"
                    + " round: are the sides swapped? sync would overwrite the originals. If they are right (most people"
                    + " signed up in the standby), add --swapped-sides.");
        }
        SyncPlan plan = new SyncPlan(census, choices);
        long gone = plan.count(Action.DISABLE_GONE) + plan.count(Action.DISABLE);
        if (!choices.disableMany() && gone > ALWAYS_ALLOWED && gone * 100 > plan.standbyUsers * MOST_GONE_PERCENT) {
            throw CommandException.wrongUse(String.format(
                    Locale.ROOT,
                    "This would disable %,d of the standby's %,d users, since they are gone from the primary or disabled"
                            + " there. If the primary was lost or made anew, they are needed: restore it first"
                            + " (cognito-dr restore --rebuild-primary). If they really are to be disabled, add"
                            + " --disable-many.",
                    gone,
                    plan.standbyUsers));
        }
        return plan;
    }

    /** Users with something to be done about them. */
    public long steps() {
        return steps;
    }

    long count(Action action) {
        return actions.getOrDefault(action, 0L);
    }

    /** How many there are to do what with, by the names of actions. */
    public Map<String, Long> planned() {
        return named(actions);
    }

    /** How many are left, by the names of reasons. */
    public Map<String, Long> left() {
        return named(left);
    }

    private static <E extends Enum<E>> Map<String, Long> named(Map<E, Long> counts) {
        Map<String, Long> named = new TreeMap<>();
        counts.forEach((key, count) -> named.put(key.name(), count));
        return named;
    }

    /** The plan in lines. */
    public List<String> lines(Quotas quotas) {
        List<String> lines = new ArrayList<>();
        lines.add("In the standby pool:");
        actions.forEach((action, count) -> lines.addAll(Paragraph.lines(counted(action.verb(), count), action.whom())));
        left.forEach((reason, count) -> lines.addAll(Paragraph.lines(counted("leave", count), "who " + reason.text())));
        if (steps == 0) {
            lines.add("  nothing is to be changed");
        } else {
            lines.addAll(Paragraph.lines(
                    "",
                    "This takes about " + Spans.inWords(duration(quotas))
                            + ". Nobody's password is changed, and nobody is sent a message."));
        }
        if (count(Action.CREATE) > 0) {
            lines.addAll(Paragraph.lines(
                    "",
                    "Whoever is created or changed counts as a monthly active user of the standby pool this month."));
        }
        return lines;
    }

    private static String counted(String verb, long count) {
        return String.format(Locale.ROOT, "  %-8s%,12d  ", verb, count);
    }

    /** By the scarcest quota of each action; the same quotas are used one after another. */
    private Duration duration(Quotas quotas) {
        double list = steps / quotas.rate(Category.USER_LIST);
        double update = (steps - count(Action.CREATE) - count(Action.FINISH)) / quotas.rate(Category.USER_UPDATE);
        double create = count(Action.CREATE) / quotas.rate(Category.USER_CREATION);
        double passwords = (count(Action.CREATE) + count(Action.FINISH)) / quotas.rate(Category.USER_ACCOUNT_RECOVERY);
        return Duration.ofMillis((long) (1_000 * Math.max(Math.max(list, update), Math.max(create, passwords))));
    }
}
