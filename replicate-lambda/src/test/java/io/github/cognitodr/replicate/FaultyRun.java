package io.github.cognitodr.replicate;

import io.github.cognitodr.sandbox.cognito.Quotas;
import io.github.cognitodr.userpool.LogLine;
import io.github.cognitodr.userpool.RetryMessage;
import io.github.cognitodr.userpool.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * People sign up in Tokyo, 25 a second (10 in a small run), while all sorts of things go wrong with Osaka, with the retry queue and with the
 * function itself; then all is well again, and the queue is worked off. What came of it is looked into afterwards.
 *
 * <p>Never both at once: while the retry queue is down, Osaka answers. Who meets neither is lost to everything but a
 * comparison of the pools.
 */
final class FaultyRun implements AutoCloseable {
    /** SignUp and ConfirmSignUp count apart, so 25 a second use up Tokyo's UserCreation of 50. (facts, Quotas) */
    private static final int MOST_A_SECOND = 25;

    /**
     * Of Osaka's calls that meet a fault. With more of them, most environments would soon have seen three in a row, and
     * stop asking Osaka.
     */
    private static final double SHARE = 0.04;

    /** For a run of so few people, starting an environment of the trigger for each call at a time takes longest. */
    private static final int SMALL_RUN = 500;

    private static final int A_SECOND_IN_SMALL_RUN = 10;

    /** Longer than the queue's delay, or than its first pause. */
    private static final Duration PAST_THE_DELAY = Duration.ofSeconds(61);

    /** The longest pause of the retry queue. */
    private static final Duration PAST_THE_PAUSES = Duration.ofMinutes(15);

    private static final int MOST_ROUNDS = 20;
    private static final int REDELIVERED_ONE_IN = 5;

    /** What happens, after so many hundredths of the people; an outage lasts for a second's arrivals. */
    private static final Set<Integer> KILLS = Set.of(10, 45, 90);

    private static final Set<Integer> OUTAGES_OF_QUEUE = Set.of(22, 72);
    private static final Set<Integer> OUTAGES_OF_OSAKA = Set.of(50, 92);

    private final int aSecond;
    private final int environments;
    private final List<Applicant> people;
    private final FaultPlan plan;
    private final ReplicatingPools pools;
    private final Confirmations confirmations;
    private final Recoveries recoveries;
    private final QueueWork queue;
    private final Set<Applicant> confirmedAlone = new HashSet<>();
    private final List<Applicant> killed = new ArrayList<>();
    private final List<Applicant> recovered = new ArrayList<>();
    private final Map<String, String> times = new LinkedHashMap<>();
    private List<LogLine> logBefore = List.of();
    private int toRecover;
    private int redelivered;
    private long confirmedAt;
    private long redeliveredAt;

    FaultyRun(int signUps, long seed) {
        aSecond = signUps < SMALL_RUN ? A_SECOND_IN_SMALL_RUN : MOST_A_SECOND;
        // While the queue is down an invocation takes the time of the SDK's attempts, up to 0.8 s, and then Osaka's.
        // Each kill takes one away; a new one would make somebody wait for its first call, which is not primed here.
        environments = aSecond + KILLS.size();
        people = Applicant.some(signUps, seed);
        plan = new FaultPlan(seed, signUps < SMALL_RUN ? 2 * SHARE : SHARE);
        pools = new ReplicatingPools(region -> region.quotas(Quotas.real()), environments);
        confirmations = new Confirmations(pools);
        recoveries = new Recoveries(pools);
        queue = new QueueWork(pools);
    }

    void play() throws InterruptedException {
        Stopwatch whole = Stopwatch.start();
        FirstCalls firstCalls = new FirstCalls(pools);
        firstCalls.make(environments);
        logBefore = firstCalls.log();
        pools.worker.warmUp(2);
        time("starting the functions", whole);

        pools.osakaFaults().choose(plan);
        plan.mixed();
        List<CompletableFuture<Void>> polling = queue.start();
        arrive();
        queue.stop(polling);

        Stopwatch draining = Stopwatch.start();
        moveClock(PAST_THE_DELAY);
        queue.drain(); // the faults go on
        plan.healthy();
        drainEmpty();
        time("working off the queue", draining);
        recovered.addAll(recoveries.await());
        deliverAgain();
        time("everything", whole);
    }

    /** In the order in which people are confirmed: each part of the run meets other things. */
    private void arrive() throws InterruptedException {
        Stopwatch stopwatch = Stopwatch.start();
        for (Applicant person : people.subList(0, Math.min(aSecond, people.size()))) {
            confirmations.signUp(person);
        }
        long next = System.nanoTime();
        for (int number = 0; number < people.size(); number++) {
            if (happens(number)) {
                next = System.nanoTime();
            }
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            next += TimeUnit.SECONDS.toNanos(1) / aSecond;
            if (number + aSecond < people.size()) {
                confirmations.signUp(people.get(number + aSecond));
            }
            Applicant person = people.get(number);
            if (!confirmedAlone.contains(person)) {
                letRecover(person, number, confirmations.confirm(person));
            }
        }
        confirmations.awaitAnswers();
        confirmedAt = System.nanoTime();
        time("the sign-ups", stopwatch);
    }

    /** Whether something happened that held up the arrivals. */
    private boolean happens(int number) throws InterruptedException {
        if (isOneOf(KILLS, number)) {
            confirmAndKill(people.get(number));
            // The worker takes its turn while the faults go on.
            moveClock(PAST_THE_DELAY);
            return true;
        }
        if (isOneOf(OUTAGES_OF_QUEUE, number)) {
            takeQueueDown();
            return true;
        }
        if (isOneOf(OUTAGES_OF_QUEUE, number - aSecond)) {
            bringQueueUp();
            return true;
        }
        if (isOneOf(OUTAGES_OF_OSAKA, number)) {
            plan.dead();
        }
        if (isOneOf(OUTAGES_OF_OSAKA, number - aSecond)) {
            plan.mixed();
        }
        return false;
    }

    private boolean isOneOf(Set<Integer> hundredths, int number) {
        return hundredths.stream().anyMatch(part -> people.size() * part / 100 == number);
    }

    private void letRecover(Applicant person, int number, CompletableFuture<Void> confirmed) {
        int every = Math.max(10, people.size() / 50);
        if (number % every == every / 2) {
            toRecover++;
            CompletableFuture<Void> unused = confirmed.thenRun(() -> recoveries.add(person));
        }
    }

    /** Until nobody is being confirmed and the worker rests. */
    private void awaitQuiet() throws InterruptedException {
        confirmations.awaitAnswers();
        queue.pause();
    }

    private void moveClock(Duration by) throws InterruptedException {
        awaitQuiet();
        plan.awaitSlowCalls();
        pools.clock.advance(by);
        queue.resume();
    }

    private void takeQueueDown() throws InterruptedException {
        awaitQuiet();
        plan.healthy();
        pools.sandbox.sqs(ReplicatingPools.TOKYO).down();
    }

    private void bringQueueUp() throws InterruptedException {
        confirmations.awaitAnswers();
        pools.sandbox.sqs(ReplicatingPools.TOKYO).up();
        plan.mixed();
        queue.resume();
    }

    /** Between AdminCreateUser and AdminSetUserPassword of this very person. */
    private void confirmAndKill(Applicant person) throws InterruptedException {
        awaitQuiet();
        plan.healthy();
        CountDownLatch caught = plan.catchNextPassword();
        CompletableFuture<Void> answered = confirmations.confirm(person);
        confirmedAlone.add(person);
        if (caught.await(3, TimeUnit.SECONDS)) {
            pools.trigger.killBusy();
            killed.add(person);
        } else {
            plan.catchNothing(); // the environment that took the call spares Osaka at the moment
        }
        answered.join();
        pools.osakaFaults().choose(plan); // lets go what hangs
        plan.mixed();
        queue.resume();
    }

    private void drainEmpty() throws InterruptedException {
        for (int round = 0; round < MOST_ROUNDS && pools.messagesIn(pools.retryQueue) > 0; round++) {
            moveClock(PAST_THE_PAUSES);
            queue.drain();
        }
    }

    /** As SQS may do at any time: to those who have recovered, and to some of the others. */
    private void deliverAgain() throws InterruptedException {
        Set<String> bodies = new LinkedHashSet<>(queue.bodies());
        Set<String> ofRecovered = recovered.stream()
                .map(person -> new RetryMessage(pools.primary, confirmations.sub(person)).toJson())
                .collect(Collectors.toSet());
        List<String> again = new ArrayList<>();
        for (String body : bodies) {
            if (ofRecovered.contains(body) || again.size() < bodies.size() / REDELIVERED_ONE_IN) {
                again.add(body);
            }
        }
        redelivered = again.size();
        redeliveredAt = System.nanoTime();
        again.forEach(body -> pools.sqs.sendMessage(
                request -> request.queueUrl(pools.retryQueue).messageBody(body)));
        queue.drain();
        drainEmpty();
    }

    private void time(String what, Stopwatch stopwatch) {
        times.put(what, String.format(Locale.ROOT, "%.1f s", stopwatch.milliseconds() / 1000.0));
    }

    List<Applicant> people() {
        return people;
    }

    /** Those in the midst of whose replication the function was killed. */
    List<Applicant> killed() {
        return killed;
    }

    /** Those who have set a password of their own in Osaka. */
    List<Applicant> recovered() {
        return recovered;
    }

    /** How many were to. */
    int toRecover() {
        return toRecover;
    }

    /** How many messages were delivered again at the end. */
    int redelivered() {
        return redelivered;
    }

    /** How many environments of the trigger there may be, and were before the first sign-up. */
    int environments() {
        return environments;
    }

    /** What the trigger logged before the first sign-up; no part of the run. */
    List<LogLine> logBefore() {
        return logBefore;
    }

    ReplicatingPools pools() {
        return pools;
    }

    Confirmations confirmations() {
        return confirmations;
    }

    Recoveries recoveries() {
        return recoveries;
    }

    QueueWork queue() {
        return queue;
    }

    FaultPlan plan() {
        return plan;
    }

    /** The calls to Osaka after the last sign-up was answered: all of them the worker's. */
    List<FaultPlan.Call> callsOfWorker() {
        return plan.callsSince(confirmedAt);
    }

    /** The calls to Osaka since messages were delivered again. */
    List<FaultPlan.Call> callsOfRedelivery() {
        return plan.callsSince(redeliveredAt);
    }

    /** How long what took. */
    Map<String, String> times() {
        return times;
    }

    @Override
    public void close() {
        recoveries.close();
        confirmations.close();
        queue.close();
        pools.close();
    }
}
