package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * People who sign up within one window share a snapshot, which shows them as they are now although ListUsers lags behind.
 * All of it in real time, with a short window: the functions go by the machine's clock, and a test that moved another one
 * would show nothing about theirs.
 *
 * <p>{@code -Dsnapshot.signUps=10000 -Dsnapshot.window=60} lets more of them sign up.
 */
class CoalescingIT {
    private static final int SIGN_UPS = Integer.getInteger("snapshot.signUps", 1_000);
    private static final int WINDOW = Integer.getInteger("snapshot.window", 20);
    private static final int SETTLE = 2;
    private static final Duration LAG = Duration.ofMillis(1_500);

    /** Who is confirmed in the last moments of the window. */
    private static final int LAST = 20;

    private static final Duration LAST_MOMENTS = Duration.ofMillis(600);

    /** Few, but they are the functions' first ones. */
    private static final int BEFORE_THE_EDGE = 50;

    private static final Duration TIME_FOR_THE_FIRST = Duration.ofSeconds(4);

    private static final int THREADS = 2;
    private static final long MOST_MILLISECONDS = 50;

    private final Map<String, String> subs = new ConcurrentHashMap<>();

    @Test
    void aWindowsSignUpsGiveOneSnapshotAndThoseBeforeItsEdgeAnother(TestReporter reporter) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(THREADS);
        try (BackedUpPool pool = new BackedUpPool(BackedUpPool.Settings.usual()
                .cognito(region -> region.listingLag(LAG))
                .window(WINDOW, SETTLE))) {
            LambdaFunction worker = pool.worker("worker", Map.of()).warmUp();
            LambdaFunction trigger = pool.trigger("trigger", Map.of(), THREADS).warmUp(THREADS);
            pool.attach(trigger);
            pool.sandbox.lambda(BackedUpPool.OSAKA).connectQueue(pool.queueUrl, worker, 1, 2);
            all(callers, 0, BEFORE_THE_EDGE + SIGN_UPS, email -> subs.put(email, pool.signUp(email)));
            if (Instant.now().plus(TIME_FOR_THE_FIRST).isAfter(nextWindow())) {
                sleepUntil(nextWindow());
            }
            Instant edge = nextWindow();
            Instant end = edge.plusSeconds(WINDOW);

            all(callers, 0, BEFORE_THE_EDGE, pool::confirm);
            assertThat(Instant.now()).as("these before the edge").isBefore(edge);
            sleepUntil(edge);
            all(callers, BEFORE_THE_EDGE, BEFORE_THE_EDGE + SIGN_UPS - LAST, pool::confirm);
            assertThat(Instant.now()).as("so many in one window").isBefore(end.minus(LAST_MOMENTS));
            sleepUntil(end.minus(LAST_MOMENTS));
            all(callers, BEFORE_THE_EDGE + SIGN_UPS - LAST, BEFORE_THE_EDGE + SIGN_UPS, pool::confirm);
            assertThat(Instant.now()).as("so many in one window").isBefore(end);

            awaitAnswers(pool, end.plusSeconds(SETTLE));
            assertThat(LogLine.outcomes(worker)).containsExactly("SnapshotTaken", "SnapshotTaken");
            List<String> snapshots = pool.sealedSnapshots();
            assertThat(snapshots).hasSize(2);
            SealedSnapshot first = pool.snapshot(snapshots.get(0)).assertWhole();
            SealedSnapshot second = pool.snapshot(snapshots.get(1)).assertWhole();
            assertThat(first.startedAt())
                    .isBetween(edge.plusSeconds(SETTLE), end.plusSeconds(SETTLE).minusSeconds(1));
            assertThat(second.startedAt()).isAfterOrEqualTo(end.plusSeconds(SETTLE));
            assertConfirmed(first, BEFORE_THE_EDGE);
            assertConfirmed(second, BEFORE_THE_EDGE + SIGN_UPS);
            assertAnsweredInMilliseconds(trigger, reporter);
        } finally {
            callers.shutdownNow();
        }
    }

    private void assertConfirmed(SealedSnapshot snapshot, int people) {
        Map<String, Map<String, String>> everybody = snapshot.everybody();
        for (int number = 0; number < people; number++) {
            assertThat(everybody.get(subs.get(email(number))))
                    .as(email(number))
                    .containsEntry("UserStatus", "CONFIRMED")
                    .containsEntry("email_verified", "true");
        }
        assertThat(snapshot.users()).hasSizeGreaterThanOrEqualTo(people);
    }

    private static void assertAnsweredInMilliseconds(LambdaFunction trigger, TestReporter reporter) {
        List<LogLine> log = LogLine.of(trigger);
        assertThat(log).hasSize(BEFORE_THE_EDGE + SIGN_UPS);
        assertThat(log).allMatch(line -> line.outcome().equals("SnapshotAsked"));
        List<Long> milliseconds =
                log.stream().map(LogLine::milliseconds).sorted().toList();
        reporter.publishEntry(
                log.size() + " sign-ups, the trigger's ms",
                "median " + milliseconds.get(log.size() / 2) + ", 99 % " + milliseconds.get(log.size() * 99 / 100)
                        + ", most " + milliseconds.get(log.size() - 1));
        assertThat(milliseconds.get(log.size() / 2)).isLessThan(MOST_MILLISECONDS);
    }

    private static void awaitAnswers(BackedUpPool pool, Instant listing) throws InterruptedException {
        sleepUntil(listing);
        Deadline deadline = Deadline.in(Duration.ofSeconds(20));
        while (pool.messagesLeft() > 0) {
            assertThat(deadline.remaining())
                    .as("the requests are answered in time")
                    .isPositive();
            Thread.sleep(100);
        }
    }

    private interface Step {
        void of(String email);
    }

    /** @throws Exception if anybody's step failed: no sign-up may */
    private static void all(ExecutorService callers, int from, int to, Step step) throws Exception {
        List<? extends Future<?>> calls = IntStream.range(from, to)
                .mapToObj(number -> callers.submit(() -> step.of(email(number))))
                .toList();
        for (Future<?> call : calls) {
            call.get();
        }
    }

    private static String email(int number) {
        return "person" + number + "@example.com";
    }

    /** As SNAPSHOT_WINDOW_SECONDS has it: windows are counted from the epoch. */
    private static Instant nextWindow() {
        return Instant.ofEpochSecond((Instant.now().getEpochSecond() / WINDOW + 1) * WINDOW);
    }

    private static void sleepUntil(Instant moment) throws InterruptedException {
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), moment).toMillis() + 1));
    }
}
