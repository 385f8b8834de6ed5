package io.github.cognitodr.operator.sync;

import io.github.cognitodr.operator.census.Census;
import io.github.cognitodr.operator.census.Finding;
import io.github.cognitodr.operator.census.Match;
import io.github.cognitodr.operator.pool.Crew;
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
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Brings the standby into step, user by user, in rounds: after each round it is noted how far it has come, so that a run that
 * was interrupted goes on there. A user whose step is repeated is found as the step left them.
 */
public final class SyncRun {
    /** Some seconds of the scarcest quota. */
    private static final int ROUND = 400;

    private static final String DONE = "sync.done";

    private final Census census;
    private final SyncChoices choices;
    private final StandbyWriter writer;
    private final Map<Action, Long> done = new EnumMap<>(Action.class);
    private long failed;

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
        long before = census.kept(DONE).map(Long::parseLong).orElse(0L);
        List<Step> round = new ArrayList<>();
        long[] place = {0};
        try (Crew crew = new Crew()) {
            census.forEach(EnumSet.complementOf(EnumSet.of(Finding.SAME)), match -> {
                if (place[0]++ < before) {
                    return true;
                }
                Step step = Step.of(match, choices);
                step.left().stream()
                        .filter(Left::isListed)
                        .forEach(reason -> users.add(named(match, "left", "they " + reason.text())));
                if (!step.actions().isEmpty()) {
                    round.add(step);
                }
                if (round.size() == ROUND) {
                    work(crew, round, progress, users);
                    census.keep(DONE, Long.toString(place[0]));
                    census.save();
                }
                return true;
            });
            work(crew, round, progress, users);
        }
    }

    /** How many users failed. */
    public long failed() {
        return failed;
    }

    /** What was done, by the names of actions. */
    public Map<String, Long> done() {
        Map<String, Long> named = new TreeMap<>();
        done.forEach((action, count) -> named.put(action.name(), count));
        return named;
    }

    private void work(Crew crew, List<Step> round, Progress progress, UserList users) {
        List<Callable<SyncResult>> tasks = new ArrayList<>(round.size());
        for (Step step : round) {
            tasks.add(() -> {
                SyncResult result = writer.run(step);
                progress.step(1);
                return result;
            });
        }
        List<SyncResult> results = crew.all(tasks);
        for (int i = 0; i < round.size(); i++) {
            SyncResult result = results.get(i);
            result.done().forEach(action -> done.merge(action, 1L, Long::sum));
            if (!result.problem().isEmpty()) {
                failed++;
                users.add(named(round.get(i).match(), "failed", result.problem()));
            }
        }
        round.clear();
    }

    private static Map<String, Object> named(Match match, String what, String why) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("what", what);
        named.put("stableId", match.stableId());
        named.put("why", why);
        return named;
    }
}
