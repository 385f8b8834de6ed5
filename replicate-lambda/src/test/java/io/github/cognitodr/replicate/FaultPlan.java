package io.github.cognitodr.replicate;

import io.github.cognitodr.sandbox.faults.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Osaka does to each call of the functions: nothing mostly, one of seven faults now and then. Each operation draws
 * from a generator of its own in the order of its calls, so that a seed gives each operation the same faults again;
 * which person meets them depends on how the machine schedules the calls. Calls of other operations are left alone.
 * Thread-safe.
 */
final class FaultPlan implements Function<String, Fault> {
    private static final Duration SLOW = Duration.ofSeconds(4);
    private static final int SHORTEST_LATENESS_MILLIS = 200;
    private static final int LONGEST_LATENESS_MILLIS = 2_500;

    /** Every call to Osaka that the functions make here; nobody of this run is disabled. */
    private static final Set<String> OPERATIONS = Set.of("AdminCreateUser", "AdminSetUserPassword", "AdminGetUser");

    private enum Kind {
        REFUSE,
        HANG,
        SLOW,
        THROTTLE,
        ERROR_500,
        LOSE_ANSWER,
        LATE_ANSWER
    }

    private enum Phase {
        HEALTHY,
        MIXED,
        DEAD
    }

    /** One call that has come in. */
    record Call(String operation, long nanoTime) {}

    private final double share;
    private final Map<String, Random> generators = new HashMap<>();
    private final Map<String, Integer> played = new TreeMap<>();
    private final List<Call> calls = new ArrayList<>();
    private Phase phase = Phase.HEALTHY;
    private long carriedOutAt = System.nanoTime();
    private @Nullable CountDownLatch caught;

    /** @param share of the calls that meet a fault: with 0.04 hardly any environment meets three in a row */
    FaultPlan(long seed, double share) {
        this.share = share;
        OPERATIONS.forEach(operation -> generators.put(operation, new Random(seed ^ operation.hashCode())));
    }

    /** Nothing is wrong. */
    synchronized void healthy() {
        phase = Phase.HEALTHY;
    }

    /** Now and then something is wrong. */
    synchronized void mixed() {
        phase = Phase.MIXED;
    }

    /** Nothing answers. */
    synchronized void dead() {
        phase = Phase.DEAD;
    }

    /** Lets the next call that sets a password hang, whatever the phase; counts down when it does. */
    synchronized CountDownLatch catchNextPassword() {
        CountDownLatch latch = new CountDownLatch(1);
        caught = latch;
        return latch;
    }

    /** Catches nothing any more. */
    synchronized void catchNothing() {
        caught = null;
    }

    @Override
    public synchronized Fault apply(String operation) {
        if (!OPERATIONS.contains(operation)) {
            return Fault.none();
        }
        calls.add(new Call(operation, System.nanoTime()));
        if (caught != null && operation.equals("AdminSetUserPassword")) {
            caught.countDown();
            caught = null;
            return Fault.hang();
        }
        return switch (phase) {
            case HEALTHY -> Fault.none();
            case DEAD -> {
                count("all of Osaka dead: " + operation);
                yield Fault.refuse();
            }
            case MIXED -> draw(operation);
        };
    }

    private Fault draw(String operation) {
        Random random = generators.get(operation);
        if (random == null || random.nextDouble() >= share) {
            return Fault.none();
        }
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        count(name(operation, kind));
        return switch (kind) {
            case REFUSE -> Fault.refuse();
            case HANG -> Fault.hang();
            case SLOW -> {
                carriedOutAt = System.nanoTime() + SLOW.toNanos();
                yield Fault.delay(SLOW);
            }
            case THROTTLE -> Fault.throttle();
            case ERROR_500 -> Fault.error500();
            case LOSE_ANSWER -> Fault.loseAnswer();
            case LATE_ANSWER ->
                Fault.delayAnswer(Duration.ofMillis(random.nextInt(SHORTEST_LATENESS_MILLIS, LONGEST_LATENESS_MILLIS)));
        };
    }

    private void count(String name) {
        played.merge(name, 1, Integer::sum);
    }

    /**
     * Waits until the slow calls have been carried out, given up by their callers as they are. To be called before the
     * clock is moved: a pause of the queue must not end while a call of before it is still on its way, which by real
     * time takes seconds, and the pause half a minute.
     */
    void awaitSlowCalls() throws InterruptedException {
        long left = carriedOutAt() - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left).plusMillis(200).toMillis());
        }
    }

    private synchronized long carriedOutAt() {
        return carriedOutAt;
    }

    /** Every name that {@link #played()} can have while now and then something is wrong. */
    static String[] everything() {
        return OPERATIONS.stream()
                .flatMap(operation -> Stream.of(Kind.values()).map(kind -> name(operation, kind)))
                .toArray(String[]::new);
    }

    private static String name(String operation, Kind kind) {
        return operation + " " + kind;
    }

    /** How often what was played, by operation. */
    synchronized Map<String, Integer> played() {
        return new TreeMap<>(played);
    }

    /** The calls since a moment of {@link System#nanoTime()}, in their order, whatever became of them. */
    synchronized List<Call> callsSince(long nanoTime) {
        return calls.stream().filter(call -> call.nanoTime() >= nanoTime).toList();
    }
}
