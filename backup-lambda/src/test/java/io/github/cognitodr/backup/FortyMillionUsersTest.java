package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.cognitodr.sandbox.MovableClock;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.LogEntry;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.listing.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The largest pool there can be (facts, Quotas: 40 million users), by a clock that each page moves on as the quota would.
 * To be played in seconds, a page has one user and stands for sixty.
 */
class FortyMillionUsersTest {
    private static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");
    private static final int PAGES = 40_000_000 / 60 + 1;
    private static final int LANES = 16;

    /** As LIST_USERS_RPS has it by default. */
    private static final int PAGES_A_SECOND = 20;

    /** As Lambda has it, and as infra sets it. */
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    /** Of the queue's messages, as infra sets it. */
    private static final int MOST_RECEIVES = 200;

    private final MovableClock clock = new MovableClock();
    private final FakeSnapshotStore store = new FakeSnapshotStore();
    private final List<LogEntry> journal = new ArrayList<>();
    private Instant runEnds = clock.instant();
    private Duration visibleIn = Duration.ZERO;

    @Test
    void areSealedAfterAsManyRunsAsTheQuotaDemands() {
        Instant started = clock.instant();
        TakeSnapshot function = function();
        SQSEvent event = event();

        int runs = 0;
        boolean answered = false;
        while (!answered) {
            runs++;
            assertThat(runs).isLessThan(MOST_RECEIVES);
            clock.advance(visibleIn);
            runEnds = clock.instant().plus(TIMEOUT);
            answered = function.handleRequest(event, new FixedContext(this::remaining))
                    .getBatchItemFailures()
                    .isEmpty();
        }

        double secondsOfPages = (double) PAGES / PAGES_A_SECOND;
        assertThat(runs).isEqualTo((int) Math.ceil(secondsOfPages / 860));
        assertThat(Duration.between(started, clock.instant()))
                .isBetween(
                        Duration.ofSeconds((long) secondsOfPages),
                        Duration.ofSeconds((long) secondsOfPages + 5L * runs + 60));
        String folder = "snapshots/" + POOL.value() + "/" + store.latest(POOL).orElseThrow();
        JsonObject manifest = JsonObject.parse(store.objects.getOrDefault(folder + "/manifest.json", new byte[0]));
        assertThat(manifest.number("users")).isEqualTo(PAGES);
        assertThat(manifest.objects("files").stream()
                        .filter(file -> file.text("key").contains("/profiles-"))
                        .mapToLong(file -> file.number("rows"))
                        .sum())
                .isEqualTo(PAGES);
        assertThat(journal).noneMatch(entry -> entry.outcome().equals("BegunAfresh"));
    }

    private int remaining() {
        return (int) Duration.between(clock.instant(), runEnds).toMillis();
    }

    private TakeSnapshot function() {
        SnapshotTaker.Pools pools = ScriptedPools.inTurns(ScriptedPools.RULES, 40_000_000, this::page, clock);
        SnapshotQueue queue = new SnapshotQueue() {
            @Override
            public void ask(SnapshotRequest request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void askAgainIn(String receiptHandle, Duration delay) {
                visibleIn = delay;
            }
        };
        return new TakeSnapshot(
                new SnapshotTaker(pools, store, clock, RollingFile.Limits.OF_IMPORT_JOB, journal::add),
                queue,
                clock,
                new StructuredLog("test", line -> {}));
    }

    private UserListing.Page page(Lane lane) {
        clock.advance(Duration.ofSeconds(1).dividedBy(PAGES_A_SECOND));
        int number = lane.token().map(Integer::valueOf).orElse(Integer.parseInt(lane.subPrefix(), 16));
        int next = number + LANES;
        UserProfile user = Profiles.confirmed(
                lane.subPrefix() + number, "email", number + "@example.com", "email_verified", "true");
        return new UserListing.Page(List.of(user), next < PAGES ? Optional.of(String.valueOf(next)) : Optional.empty());
    }

    private SQSEvent event() {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m");
        message.setReceiptHandle("r");
        message.setBody(new SnapshotRequest(POOL, clock.instant().minusSeconds(1)).toJson());
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }
}
