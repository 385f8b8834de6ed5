package io.github.cognitodr.backup;

import static io.github.cognitodr.backup.BackedUpPool.BUCKET;
import static io.github.cognitodr.backup.BackedUpPool.OSAKA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.aws.S3Call;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.lambda.EventSource;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.LogLine;
import io.github.cognitodr.userpool.csv.ImportTarget;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Workers that are killed, that run out of time, and that come back too late: what the next delivery makes of it.
 *
 * <p>{@code -Dsnapshot.kills=100} kills more of them, {@code -Dsnapshot.seed=7} at other moments.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContinuedSnapshotIT {
    private static final int KILLS = Integer.getInteger("snapshot.kills", 4);
    private static final long SEED = Long.getLong("snapshot.seed", 20261122L);

    /** Of fifteen pages, in one lane. */
    private static final int PEOPLE = 900;

    /** As many calls as a run makes from its beginning to its answer, so that all of them get their turn. */
    private static final int CALLS_OF_A_RUN = 32;

    /** The worker keeps 40 seconds to itself, which leaves it two for the listing. */
    private static final Duration SHORT = Duration.ofSeconds(42);

    private static final Duration SLOW_PAGE = Duration.ofMillis(300);
    private static final Duration NEXT_RUN = Duration.ofSeconds(6);
    private static final Duration PAST_THE_LIFE_OF_A_TOKEN = Duration.ofMinutes(61);
    private static final Pattern TOKEN_AT = Pattern.compile("\"tokenAt\":\"([^\"]+)\"");

    private final BackedUpPool pool = new BackedUpPool();
    private final LambdaFunction worker = pool.worker("worker", Map.of());
    private final EventSource deliveries = pool.deliveriesTo(worker);
    private final LambdaFunction hurried = pool.worker("hurried", Map.of(), SHORT);
    private final EventSource deliveriesToHurried = pool.deliveriesTo(hurried);
    private final Set<String> people = new HashSet<>();

    @BeforeAll
    void fill() throws IOException, InterruptedException {
        ImportTarget target = new ImportTarget(pool.osaka, pool.pool);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int number = 1; number < PEOPLE; number++) {
            rows.add(Map.of(
                    "cognito:username",
                    "person" + number + "@example.com",
                    "email",
                    "person" + number + "@example.com",
                    "email_verified",
                    "TRUE",
                    number % 3 == 0 ? "nickname" : "custom:origin_sub",
                    "tokyo-" + number));
        }
        target.importRows(rows);
        pool.signUp("unconfirmed@example.com");
        target.people().forEach(person -> people.add(person.getOrDefault("sub", "")));
        assertThat(people).hasSize(PEOPLE);
    }

    @AfterEach
    void recover() {
        pool.sandbox.cognito(OSAKA).faults().clear();
        pool.sandbox.s3().faults().clear();
    }

    @AfterAll
    void stop() {
        pool.close();
    }

    @Test
    void aWorkerKilledAtAnyMomentLeavesNothingToSeeAndIsFollowedByOneThatSeals() throws InterruptedException {
        Random random = new Random(SEED);
        String before = pool.takeSnapshot(deliveries).id();
        List<String> sealedBefore = pool.sealedSnapshots();
        int sealedAtFirst = sealedBefore.size();
        pool.sandbox.s3().calls().record();
        pool.ask();
        for (int kills = 0; kills < KILLS; kills += deliverAndKill(random) ? 1 : 0) {
            List<String> sealed = new ArrayList<>(pool.sealedSnapshots());
            sealed.removeAll(sealedBefore);
            if (sealed.isEmpty()) {
                assertThat(pool.latest()).as("before anything is sealed").contains(before);
            } else {
                assertThat(sealed).hasSize(1);
                assertThat(pool.latest().orElseThrow()).isIn(before, sealed.get(0));
            }
            if (pool.messagesLeft() == 0) {
                assertThat(pool.latest()).contains(sealed.get(0));
                before = sealed.get(0);
                sealedBefore = pool.sealedSnapshots();
                pool.ask();
            }
            pool.letVisibilityEnd();
        }
        pool.letVisibilityEnd();
        pool.deliverUntilAnswered(deliveries, Duration.ofSeconds(1_000));

        SealedSnapshot snapshot = pool.latestSnapshot();
        assertThat(snapshot.id()).isGreaterThan(before);
        for (String id : pool.sealedSnapshots()) {
            assertThat(pool.snapshot(id).assertWhole().everybody().keySet()).isEqualTo(people);
        }
        List<S3Call> manifests = pool.sandbox.s3().calls().successful("PutObject", "manifest.json");
        assertThat(manifests).as("each written once").doesNotHaveDuplicates();
        assertThat(pool.sealedSnapshots()).hasSize(sealedAtFirst + manifests.size());
    }

    /** Whether it came to that; a run that ends before its turn was not killed. */
    private boolean deliverAndKill(Random random) {
        int moment = 1 + random.nextInt(CALLS_OF_A_RUN);
        AtomicInteger calls = new AtomicInteger();
        KilledAt<Object> killed =
                new KilledAt<>(worker, call -> calls.incrementAndGet() == moment, random.nextBoolean());
        pool.sandbox.cognito(OSAKA).faults().choose(killed::of);
        pool.sandbox.s3().faults().choose(killed::of);
        deliveries.drain();
        recover();
        return killed.isDone();
    }

    @Test
    void filesOfARunThatWasGivenUpAreNotInTheManifest() throws InterruptedException {
        AtomicInteger checkpoints = new AtomicInteger();
        KilledAt<S3Call> killed = new KilledAt<>(
                worker, call -> call.is("PutObject", "checkpoint.json") && checkpoints.incrementAndGet() == 2, false);
        pool.ask();
        pool.sandbox.s3().faults().choose(killed::of);
        deliveries.drain();
        recover();
        assertThat(killed.isDone()).as("killed with all files written").isTrue();
        pool.letVisibilityEnd();

        pool.deliverUntilAnswered(deliveries, NEXT_RUN);

        SealedSnapshot snapshot = pool.latestSnapshot().assertWhole();
        assertThat(snapshot.everybody().keySet()).isEqualTo(people);
        assertThat(names(snapshot.keys()))
                .containsExactlyInAnyOrder(
                        "users-0001-run2.csv",
                        "new-users-0001-run2.csv",
                        "unimportable-0001-run2.jsonl",
                        "profiles-0001-run2.jsonl.gz");
        assertThat(names(pool.keys(pool.folder() + snapshot.id())))
                .contains("users-0001.csv", "profiles-0001.jsonl.gz");
    }

    @Test
    void aWorkerOutOfTimeIsContinuedRunAfterRun() throws InterruptedException {
        pool.sandbox.cognito(OSAKA).faults().set("ListUsers", Fault.delayAnswer(SLOW_PAGE));
        pool.ask();
        List<String> sealedBefore = pool.sealedSnapshots();
        int logged = LogLine.of(hurried).size();
        deliveriesToHurried.drain();
        assertThat(logSince(logged, hurried)).extracting(LogLine::outcome).containsExactly("OutOfTime");
        assertThat(pool.sealedSnapshots()).isEqualTo(sealedBefore);

        pool.deliverUntilAnswered(deliveriesToHurried, NEXT_RUN);

        SealedSnapshot snapshot = pool.latestSnapshot().assertWhole();
        assertThat(snapshot.everybody().keySet()).isEqualTo(people);
        List<LogLine> log = logSince(logged, hurried);
        assertThat(log).hasSizeGreaterThan(2);
        assertThat(log).allMatch(line -> line.text("snapshotId").equals(snapshot.id()));
        assertThat(log.subList(0, log.size() - 1))
                .allMatch(line -> line.outcome().equals("OutOfTime"));
        assertThat(log.get(log.size() - 1).outcome()).isEqualTo("SnapshotTaken");
        assertThat(names(snapshot.keys()))
                .contains("profiles-0001.jsonl.gz", "profiles-0002-run2.jsonl.gz", "profiles-0003-run3.jsonl.gz");
        assertThat(pool.keys(pool.folder() + snapshot.id() + "/"))
                .as("nothing was written for nothing")
                .hasSize(snapshot.keys().size() + 1);
    }

    /** Both clocks agree: the checkpoint itself tells that it is too late. */
    @Test
    void aTokenOlderThanItsHourIsNotTriedButTheListingBegunAfresh() throws InterruptedException {
        String abandoned = leaveACheckpoint();
        pool.clock.advance(PAST_THE_LIFE_OF_A_TOKEN);
        // The worker goes by the machine's clock, so the hour is put between them in the checkpoint.
        String checkpoint = pool.text(pool.folder() + "checkpoint.json").orElseThrow();
        String older = TOKEN_AT.matcher(checkpoint)
                .replaceAll(token ->
                        "\"tokenAt\":\"" + Instant.parse(token.group(1)).minus(PAST_THE_LIFE_OF_A_TOKEN) + "\"");
        assertThat(older).isNotEqualTo(checkpoint);
        pool.s3.putObject(
                request -> request.bucket(BUCKET).key(pool.folder() + "checkpoint.json"),
                RequestBody.fromString(older));

        assertBegunAfresh(abandoned, "TOKEN_EXPIRED");
    }

    /** As when the function's clock is slow, or a token's life shorter than documented. */
    @Test
    void aTokenThatCognitoRefusesIsNoReasonToFail() throws InterruptedException {
        String abandoned = leaveACheckpoint();
        pool.clock.advance(PAST_THE_LIFE_OF_A_TOKEN);

        assertBegunAfresh(abandoned, "TOKEN_REFUSED");
    }

    /** @return the snapshot that was begun */
    private String leaveACheckpoint() throws InterruptedException {
        int logged = LogLine.of(hurried).size();
        pool.sandbox.cognito(OSAKA).faults().set("ListUsers", Fault.delayAnswer(SLOW_PAGE));
        pool.ask();
        deliveriesToHurried.drain();
        recover();
        List<LogLine> log = logSince(logged, hurried);
        assertThat(log).extracting(LogLine::outcome).containsExactly("OutOfTime");
        return log.get(0).text("snapshotId");
    }

    private void assertBegunAfresh(String abandoned, String reason) {
        int logged = LogLine.of(worker).size();

        pool.deliverUntilAnswered(deliveries, NEXT_RUN);

        List<LogLine> log = logSince(logged, worker);
        assertThat(log).extracting(LogLine::outcome).containsExactly("BegunAfresh", "SnapshotTaken");
        LogLine afresh = log.get(0);
        assertThat(afresh.text("reason")).isEqualTo(reason);
        assertThat(afresh.text("snapshotId")).isEqualTo(abandoned);
        SealedSnapshot snapshot = pool.latestSnapshot().assertWhole();
        assertThat(snapshot.id()).isGreaterThan(abandoned);
        assertThat(snapshot.everybody().keySet()).isEqualTo(people);
        assertThat(pool.sealedSnapshots()).doesNotContain(abandoned);
    }

    private static List<LogLine> logSince(int logged, LambdaFunction function) {
        List<LogLine> log = LogLine.of(function);
        return log.subList(logged, log.size());
    }

    private static Set<String> names(Iterable<String> keys) {
        Set<String> names = new HashSet<>();
        keys.forEach(key -> names.add(key.substring(key.lastIndexOf('/') + 1)));
        return names.stream().filter(name -> !name.equals("manifest.json")).collect(Collectors.toSet());
    }
}
