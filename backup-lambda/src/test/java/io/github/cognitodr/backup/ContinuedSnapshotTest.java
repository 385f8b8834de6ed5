package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.MovableClock;
import io.github.cognitodr.userpool.LogEntry;
import io.github.cognitodr.userpool.Metric;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.ImportRules;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots that take several runs, by a clock that the test moves. */
class ContinuedSnapshotTest {
    private static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");
    private static final int PAGE = 2;

    /** Takes a place on a page, and is not on it. */
    private static final UserProfile NOBODY = Profiles.confirmed("nobody");

    private final MovableClock clock = new MovableClock();
    private final FakeSnapshotStore store = new FakeSnapshotStore();
    private final List<LogEntry> journal = new ArrayList<>();
    private final List<UserProfile> users = new ArrayList<>();
    private final Instant asked = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    private ImportRules rules = ScriptedPools.RULES;
    private int pagesServed;
    private int failingPage = -1;
    private RuntimeException failure = new PoolUnavailableException("ListUsers: TooManyRequestsException");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void runsOutOfTimeAreContinuedUntilAllIsThere(int pagesARun) throws IOException {
        people(13);
        int runs = 1;
        while (take(pages(pagesARun)) instanceof SnapshotTaker.Result.OutOfTime) {
            assertThat(store.latest(POOL)).isEmpty();
            runs++;
        }

        assertThat(runs).isEqualTo((7 + pagesARun - 1) / pagesARun);
        assertThat(pagesServed).isEqualTo(7);
        assertThat(rows("/users-"))
                .containsExactlyInAnyOrderElementsOf(
                        users.stream().map(user -> user.sub() + "@example.com").toList());
        assertThat(journal).isEmpty();
    }

    @Test
    void theFilesOfALaterRunAreNamedSo() throws IOException {
        people(5);

        take(pages(2));
        take(() -> false);

        assertThat(store.objects.keySet().stream().map(key -> key.replaceAll(".*/", "")))
                .containsExactlyInAnyOrder(
                        "users-0001.csv",
                        "users-0002-run2.csv",
                        "new-users-0001.csv",
                        "new-users-0002-run2.csv",
                        "profiles-0001.jsonl.gz",
                        "profiles-0002-run2.jsonl.gz",
                        "manifest.json");
    }

    @Test
    void aRunThatServesNothingLeavesNoFile() throws IOException {
        people(3);

        take(() -> true);

        assertThat(store.objects).isEmpty();
    }

    @Test
    void aLongRunIsSavedEveryFiveMinutes() throws IOException {
        people(20);
        failingPage = 8;
        assertThatThrownBy(() -> taker(Duration.ofMinutes(1)).take(request(), () -> false))
                .isInstanceOf(PoolUnavailableException.class);

        // Saved after five pages; the three that followed are lost, and listed again.
        assertThat(checkpoint().contents().users()).isEqualTo(5L * PAGE);
        failingPage = -1;
        assertThat(taker(Duration.ofMinutes(1)).take(request(), () -> false))
                .isInstanceOf(SnapshotTaker.Result.Satisfied.class);
        assertThat(pagesServed).isEqualTo(8 + 5);
    }

    @Test
    void aLargePoolsProgressIsSavedWhenAPageCannotBeHad() {
        people(SnapshotTaker.SMALL_POOL + 100);
        failingPage = SnapshotTaker.SMALL_POOL / PAGE + 10;

        assertThatThrownBy(() -> take(() -> false)).isInstanceOf(PoolUnavailableException.class);

        assertThat(checkpoint().contents().users()).isEqualTo(SnapshotTaker.SMALL_POOL + 20);
        // However little the next run adds: page after page, and not five deliveries without progress.
        failingPage++;
        assertThatThrownBy(() -> take(() -> false)).isInstanceOf(PoolUnavailableException.class);
        assertThat(checkpoint().contents().users()).isEqualTo(SnapshotTaker.SMALL_POOL + 22);
        assertThat(checkpoint().deliveries()).isZero();
    }

    @Test
    void anExpiredTokenBeginsAfreshAndSaysSo() throws IOException {
        people(5);
        take(pages(2));
        clock.advance(Checkpoint.TOKEN_LIFE.plusSeconds(1));

        assertThat(take(() -> false)).isInstanceOf(SnapshotTaker.Result.Satisfied.class);

        assertThat(pagesServed).isEqualTo(2 + 3);
        assertBegunAfresh(LogEntry.Level.WARN, "TOKEN_EXPIRED");
        assertThat(rows("/users-")).hasSize(5);
    }

    @Test
    void aTokenThatLivesIsUsed() throws IOException {
        people(5);
        take(pages(2));
        clock.advance(Checkpoint.TOKEN_LIFE.minusSeconds(1));

        take(() -> false);

        assertThat(pagesServed).isEqualTo(3);
    }

    @Test
    void aTokenThatCognitoRefusesBeginsAfreshAtOnce() throws IOException {
        people(5);
        take(pages(2));
        failingPage = 2;
        failure = new PoolRefusedException("ListUsers: InvalidParameterException");
        clock.advance(Duration.ofSeconds(10));

        assertThat(take(() -> false)).isInstanceOf(SnapshotTaker.Result.Satisfied.class);

        assertBegunAfresh(LogEntry.Level.WARN, "TOKEN_REFUSED");
        assertThat(rows("/users-")).hasSize(5);
    }

    @Test
    void aQuestionThatIsRefusedFromTheBeginningIsNotAskedAgain() {
        people(5);
        failingPage = 0;
        failure = new PoolRefusedException("ListUsers: InvalidParameterException");

        assertThatThrownBy(() -> take(() -> false)).isSameAs(failure);
        assertThat(pagesServed).isZero();
    }

    @Test
    void rowsOfOtherRulesAreNotMixed() throws IOException {
        people(5);
        take(pages(2));
        rules = ScriptedPools.rules("cognito:username", "email", "email_verified", "name");
        clock.advance(Duration.ofSeconds(10));

        take(() -> false);

        assertBegunAfresh(LogEntry.Level.WARN, "RULES_CHANGED");
        assertThat(pagesServed).isEqualTo(2 + 3);
    }

    @Test
    void aCheckpointOfAnotherVersionIsBegunAfresh() throws IOException {
        people(5);
        take(pages(2));
        store.makeCheckpointUnreadable(POOL);
        clock.advance(Duration.ofSeconds(10));

        assertThat(take(() -> false)).isInstanceOf(SnapshotTaker.Result.Satisfied.class);
        assertThat(journal)
                .singleElement()
                .extracting(entry -> entry.fields().get("reason"))
                .isEqualTo("CHECKPOINT_UNREADABLE");
    }

    @Test
    void fiveRunsWithoutProgressAndTheSixthBeginsAfresh() throws IOException {
        people(5);
        failingPage = 0;
        for (int run = 1; run <= SnapshotTaker.MOST_DELIVERIES; run++) {
            clock.advance(Duration.ofSeconds(30));
            assertThatThrownBy(() -> take(() -> false)).isInstanceOf(PoolUnavailableException.class);
            assertThat(checkpoint().deliveries()).isEqualTo(run);
        }
        assertThat(journal).isEmpty();
        failingPage = -1;
        clock.advance(Duration.ofSeconds(30));

        take(() -> false);

        assertBegunAfresh(LogEntry.Level.ERROR, "NO_PROGRESS");
        assertThat(rows("/users-")).hasSize(5);
    }

    @Test
    void anEmptyPageIsProgress() throws IOException {
        IntStream.range(0, 3).forEach(i -> users.add(NOBODY));
        people(2);

        for (int run = 0; run < 2; run++) {
            take(pages(1));
            assertThat(checkpoint().deliveries()).isZero();
        }
    }

    @Test
    void aSnapshotOfAnEarlierRequestIsFinishedFirstAndThenOneForThisRequest() throws IOException {
        people(5);
        take(pages(2));
        clock.advance(Duration.ofMinutes(10));
        SnapshotRequest later = new SnapshotRequest(POOL, clock.instant());
        clock.advance(Duration.ofSeconds(5));

        SnapshotTaker.Result result = taker(Duration.ZERO).take(later, () -> false);

        assertThat(((SnapshotTaker.Result.Satisfied) result).snapshot().startedAt())
                .isAfterOrEqualTo(later.startAfter());
        assertThat(store.objects.keySet().stream().filter(key -> key.endsWith("manifest.json")))
                .hasSize(2);
        assertThat(pagesServed).isEqualTo(3 + 3);
    }

    @Test
    void whatIsListedButNotSealedIsSealedByWhoeverComes() throws IOException {
        people(5);
        store.refusedKeyPart = "/manifest.json";
        assertThatThrownBy(() -> take(() -> false)).isInstanceOf(IOException.class);
        assertThat(store.latest(POOL)).isEmpty();
        store.refusedKeyPart = "nothing";
        int before = pagesServed;

        assertThat(take(() -> true)).isInstanceOf(SnapshotTaker.Result.Satisfied.class);
        assertThat(pagesServed).isEqualTo(before);
    }

    @Test
    void anotherManifestOfTheSnapshotStandsAndTheNextAttemptBeginsANewOne() throws IOException {
        people(5);
        take(pages(2));
        SnapshotId first = checkpoint().snapshot();
        String manifest = SnapshotKeys.manifest(POOL, first);
        store.objects.put(manifest, new byte[] {1});

        assertThatThrownBy(() -> take(() -> false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another manifest");

        assertThat(checkpoint().phase()).isEqualTo(Checkpoint.Phase.SEALED);
        assertThat(journal)
                .containsExactly(LogEntry.error("ManifestConflict")
                        .with("userPoolId", POOL.value())
                        .with("snapshotId", first.value())
                        .counted());
        assertThat(store.latest(POOL)).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(take(() -> false)).isInstanceOf(SnapshotTaker.Result.Satisfied.class);
        assertThat(store.latest(POOL)).get().isNotEqualTo(first);
        assertThat(rows("/users-")).hasSize(5);
        assertThat(store.objects.get(manifest)).containsExactly(1);
    }

    @Test
    void twoSnapshotsNeverHaveTheSameSecond() throws IOException {
        people(1);
        take(() -> false);
        SnapshotRequest next = new SnapshotRequest(POOL, asked.plusSeconds(1));
        SnapshotId first = store.latest(POOL).orElseThrow();
        clock.advance(Duration.between(clock.instant(), asked.plusSeconds(1)));

        assertThat(taker(Duration.ZERO).take(next, () -> false)).isInstanceOf(SnapshotTaker.Result.Satisfied.class);
        assertThat(store.latest(POOL)).get().isNotEqualTo(first);
    }

    private SnapshotTaker.Result take(BooleanSupplier outOfTime) throws IOException {
        return taker(Duration.ZERO).take(request(), outOfTime);
    }

    private SnapshotRequest request() {
        return new SnapshotRequest(POOL, asked);
    }

    /** Out of time after so many pages. */
    private BooleanSupplier pages(int number) {
        int last = pagesServed + number;
        return () -> pagesServed >= last;
    }

    private SnapshotTaker taker(Duration page) {
        SnapshotTaker.Pools pools = ScriptedPools.inTurns(rules, 0, lane -> page(lane, page), clock);
        return new SnapshotTaker(pools, store, clock, RollingFile.Limits.OF_IMPORT_JOB, this::tell);
    }

    private void tell(LogEntry entry) {
        if (!entry.outcome().equals("UserCountStrays")) {
            journal.add(entry);
        }
    }

    private UserListing.Page page(Lane lane, Duration time) {
        int from = lane.token().map(Integer::valueOf).orElse(0);
        if (from == failingPage * PAGE) {
            failingPage = failure instanceof PoolRefusedException && from > 0 ? -1 : failingPage;
            throw failure;
        }
        clock.advance(time);
        pagesServed++;
        int to = Math.min(users.size(), from + PAGE);
        return new UserListing.Page(
                users.subList(from, to).stream()
                        .filter(user -> !user.equals(NOBODY))
                        .toList(),
                to == users.size() ? Optional.empty() : Optional.of(String.valueOf(to)));
    }

    private void people(int number) {
        IntStream.range(0, number)
                .mapToObj(i ->
                        Profiles.confirmed("sub" + i, "email", "sub" + i + "@example.com", "email_verified", "true"))
                .forEach(users::add);
    }

    private Checkpoint checkpoint() {
        return store.checkpoint(POOL).flatMap(SavedCheckpoint::checkpoint).orElseThrow();
    }

    /** First columns of the rows of the sealed snapshot's files of a kind. */
    private List<String> rows(String kind) {
        String folder = "/" + store.latest(POOL).orElseThrow() + kind;
        return store.objects.keySet().stream()
                .filter(key -> key.contains(folder))
                .flatMap(key -> store.text(key).lines().skip(1))
                .map(row -> row.substring(0, row.indexOf(',')))
                .toList();
    }

    private void assertBegunAfresh(LogEntry.Level level, String reason) {
        assertThat(journal).singleElement().satisfies(entry -> {
            assertThat(entry.level()).isEqualTo(level);
            assertThat(entry.outcome()).isEqualTo("BegunAfresh");
            assertThat(entry.fields()).containsEntry("reason", reason);
            assertThat(entry.metrics())
                    .extracting(Metric::name)
                    .containsExactlyElementsOf(
                            reason.equals("NO_PROGRESS")
                                    ? List.of("SnapshotNoProgress", "BegunAfresh")
                                    : List.of("BegunAfresh"));
        });
    }
}
