package io.github.cognitodr.operator.sync;

import io.github.cognitodr.operator.census.Census;
import io.github.cognitodr.operator.census.Finding;
import io.github.cognitodr.operator.census.Match;
import io.github.cognitodr.operator.pool.InParallel;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.operator.terminal.UserList;
import io.github.cognitodr.userpool.SignInAttribute;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the standby into step, user by user, in rounds: after each round it is noted how far it has come, so that a run that
 * was interrupted goes on there. A user whose step is repeated is found as the step left them.
 */
public final class SyncRun {
    /** Some seconds of the scarcest quota. */
    private static final int ROUND = 400;

    private static final String DONE = "sync.done";
    private static final String FAILED = "sync.failed";
    private static final String CHOICES = "sync.choices";
    private static final String COUNT = "sync.count.";

    private final Census census;
    private final SyncChoices choices;
    private final StandbyWriter writer;
    private final Map<Action, Long> done = new EnumMap<>(Action.class);
    private final Set<Long> failedAt = new TreeSet<>();
    private final SortedSet<Long> failedBefore = new TreeSet<>();

    public SyncRun(
            Census census, SyncChoices choices, OperatorPool primary, OperatorPool standby, SignInAttribute signIn) {
        this.census = census;
        this.choices = choices;
        this.writer = new StandbyWriter(primary, standby, signIn);
    }

    /**
     * Does all steps, but for those that an interrupted run has done.
     *
     * @param users gets everybody who failed, and everybody who is left to be looked at
     */
    public void run(Progress progress, UserList users) {
        beginAgainUnlessToldTheSame();
        long before = census.kept(DONE).map(Long::parseLong).orElse(0L);
        failedBefore.addAll(failedBefore());
        List<Placed> round = new ArrayList<>();
        long[] place = {0};
        census.forEach(EnumSet.complementOf(EnumSet.of(Finding.SAME)), match -> {
            long here = place[0]++;
            Step step = Step.of(match, choices);
            step.left().stream()
                    .filter(Left::isListed)
                    .forEach(reason -> users.add(named(match, "left", "they " + reason.text())));
            boolean doneBefore = here < before && !failedBefore.contains(here);
            if (!step.actions().isEmpty() && doneBefore) {
                progress.step(1);
            } else if (!step.actions().isEmpty()) {
                round.add(new Placed(here, step));
            }
            if (round.size() == ROUND) {
                work(round, progress, users);
                note(here + 1);
            }
            return true;
        });
        work(round, progress, users);
        note(place[0]);
    }

    /** What an interrupted run has done counts only where it was told to do the same. */
    private void beginAgainUnlessToldTheSame() {
        String told = choices.toString();
        if (!census.kept(CHOICES).orElse(told).equals(told)) {
            census.keep(DONE, "0");
            census.keep(FAILED, "");
        }
        census.keep(CHOICES, told);
        for (Action action : Action.values()) {
            census.kept(COUNT + action).ifPresent(count -> done.put(action, Long.parseLong(count)));
        }
    }

    /** Those who failed in an interrupted run get another try, and are named again if it fails. */
    private Set<Long> failedBefore() {
        return census.kept(FAILED).stream()
                .flatMap(places -> Stream.of(places.split(",", -1)))
                .filter(place -> !place.isEmpty())
                .map(Long::parseLong)
                .collect(Collectors.toSet());
    }

    private void note(long place) {
        census.keep(
                DONE,
                Long.toString(
                        Math.max(place, census.kept(DONE).map(Long::parseLong).orElse(0L))));
        done.forEach((action, count) -> census.keep(COUNT + action, Long.toString(count)));
        Set<Long> failed = new TreeSet<>(failedAt);
        failed.addAll(failedBefore.tailSet(place)); // not tried again yet
        census.keep(FAILED, failed.stream().map(String::valueOf).collect(Collectors.joining(",")));
        census.save();
    }

    /** How many users failed. */
    public long failed() {
        return failedAt.size();
    }

    /** What was done, by the names of actions. */
    public Map<String, Long> done() {
        Map<String, Long> named = new TreeMap<>();
        done.forEach((action, count) -> named.put(action.name(), count));
        return named;
    }

    private void work(List<Placed> round, Progress progress, UserList users) {
        InParallel.run(
                InParallel.THREADS,
                round.iterator(),
                placed -> new Worked(placed, writer.run(placed.step())),
                worked -> tell(worked, users),
                () -> {},
                progress);
        round.clear();
    }

    private void tell(Worked worked, UserList users) {
        worked.result().done().forEach(action -> done.merge(action, 1L, Long::sum));
        if (!worked.result().problem().isEmpty()) {
            failedAt.add(worked.placed().place());
            users.add(named(
                    worked.placed().step().match(), "failed", worked.result().problem()));
        }
    }

    /** @param place among all matches that are not the same, in their order */
    private record Placed(long place, Step step) {}

    private record Worked(Placed placed, SyncResult result) {}

    private static Map<String, Object> named(Match match, String what, String why) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("what", what);
        named.put("stableId", match.stableId());
        named.put("why", why);
        return named;
    }
}
