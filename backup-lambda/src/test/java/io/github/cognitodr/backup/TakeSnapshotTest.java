package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TakeSnapshotTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:36:00.5Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String REQUEST =
            "{\"userPoolId\":\"ap-northeast-3_AbCdEfGhI\",\"startAfter\":\"2026-11-22T06:36:00Z\"}";

    private final FakeSnapshotStore store = new FakeSnapshotStore();
    private final Map<String, Duration> again = new LinkedHashMap<>();
    private final StringBuilder log = new StringBuilder();
    private UserListing listing = token -> new UserListing.Page(
            List.of(Profiles.confirmed("s", "email", "a@example.com", "email_verified", "true")), Optional.empty());
    private boolean queueDown;
    private int receives = 1;

    @Test
    void aRequestIsAcknowledgedOnceASnapshotAnswersIt() {
        assertThat(failures(REQUEST, 60_000)).isEmpty();

        assertThat(store.latest(new UserPoolId("ap-northeast-3_AbCdEfGhI"))).isPresent();
        assertThat(log)
                .contains(
                        "\"outcome\":\"SnapshotTaken\"",
                        "\"users\":1",
                        "\"SnapshotTaken\":1",
                        "\"SnapshotStartedAt\":",
                        "\"SnapshotUsers\":1",
                        "\"SnapshotNewUsers\":1",
                        "\"Unimportable_UNCONFIRMED\":0");
    }

    @Test
    void theSameRequestOnceMoreIsAnsweredByTheSameSnapshot() {
        failures(REQUEST, 60_000);
        int objects = store.objects.size();

        assertThat(failures(REQUEST, 60_000)).isEmpty();
        assertThat(store.objects).hasSize(objects);
        assertThat(log).contains("\"outcome\":\"AlreadySatisfied\"");
    }

    @Test
    void aRequestBeforeItsTimeComesBackThen() {
        assertThat(failures(REQUEST.replace("06:36:00Z", "06:36:30Z"), 60_000)).containsExactly("m1");
        assertThat(again).containsEntry("receipt-1", Duration.ofSeconds(30));
    }

    @Test
    void aRequestForNextWeekHoldsUpNobody() {
        assertThat(failures(REQUEST.replace("2026-11-22T", "2026-11-29T"), 60_000))
                .isEmpty();
        assertThat(log).contains("\"level\":\"ERROR\",\"outcome\":\"MalformedRequest\"", "too far ahead");
    }

    @Test
    void aCheckpointOfTheFutureDropsNoRequest() throws IOException {
        Checkpoint ahead = Checkpoint.begin(
                new SnapshotId("20270101T000000Z"), "writer", Retention.SHORT, "rules", List.of(), Lane.one());
        store.save(new UserPoolId("ap-northeast-3_AbCdEfGhI"), ahead, Optional.empty());

        assertThat(failures(REQUEST, 60_000)).containsExactly("m1");
        assertThat(again).containsEntry("receipt-1", Duration.ofMinutes(30));
        assertThat(log).contains("\"outcome\":\"TooEarly\"").doesNotContain("MalformedRequest");
    }

    @Test
    void failuresAreTriedAgainWithGrowingPauses() {
        listing = token -> {
            throw new PoolUnavailableException("ListUsers: TooManyRequestsException");
        };
        receives = 4;

        failures(REQUEST, 60_000);

        assertThat(again).containsEntry("receipt-1", Duration.ofMinutes(4));
    }

    @Test
    void aPoolThatCannotBeListedIsTriedAgain() {
        listing = token -> {
            throw new PoolUnavailableException("ListUsers: TooManyRequestsException");
        };

        assertThat(failures(REQUEST, 60_000)).containsExactly("m1");
        assertThat(again).containsKey("receipt-1");
        assertThat(log).contains("\"outcome\":\"SnapshotFailed\"", "ListUsers: TooManyRequestsException");
    }

    @Test
    void aDefectIsTriedAgainAndQuotesNobody() {
        listing = token -> {
            throw new IllegalStateException("a@example.com");
        };

        assertThat(failures(REQUEST, 60_000)).containsExactly("m1");
        assertThat(log).contains("java.lang.IllegalStateException");
    }

    @Test
    void aRunOutOfTimeIsTriedAgain() {
        assertThat(failures(REQUEST, 10_000)).containsExactly("m1");
        assertThat(log).contains("\"outcome\":\"OutOfTime\"");
    }

    @Test
    void aRequestIsKeptThoughTheQueueCannotBeTold() {
        queueDown = true;

        assertThat(failures(REQUEST, 10_000)).containsExactly("m1");
    }

    @Test
    void whatNamesNoPoolHoldsUpNobody() {
        assertThat(failures("hello", 60_000)).isEmpty();
        assertThat(log).contains("\"level\":\"ERROR\",\"outcome\":\"MalformedRequest\"");
    }

    @Test
    void whatCannotBeReadOnTheWayIsNotTheRequestsFault() {
        listing = token -> {
            throw new MalformedJsonException("A manifest");
        };

        assertThat(failures(REQUEST, 60_000)).containsExactly("m1");
        assertThat(log)
                .contains("\"outcome\":\"SnapshotFailed\"", "MalformedJsonException")
                .doesNotContain("MalformedRequest");
    }

    private List<String> failures(String body, int milliseconds) {
        SnapshotTaker.Pools pools = ScriptedPools.inTurns(
                ScriptedPools.RULES, 1, lane -> listing.page(lane.token().orElse(null)), CLOCK);
        SnapshotQueue queue = new SnapshotQueue() {
            @Override
            public void ask(SnapshotRequest request) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void askAgainIn(String receiptHandle, Duration delay) {
                if (queueDown) {
                    throw new SnapshotRequestException("down", new IllegalStateException());
                }
                again.put(receiptHandle, delay);
            }
        };
        StructuredLog lines = new StructuredLog("test", line -> log.append(new String(line, StandardCharsets.UTF_8)));
        TakeSnapshot function = new TakeSnapshot(
                new SnapshotTaker(pools, store, CLOCK, RollingFile.Limits.OF_IMPORT_JOB, lines::write),
                queue,
                CLOCK,
                lines);
        Context context = mock(Context.class);
        when(context.getAwsRequestId()).thenReturn("request-1");
        when(context.getRemainingTimeInMillis()).thenReturn(milliseconds);
        SQSMessage message = new SQSMessage();
        message.setMessageId("m1");
        message.setReceiptHandle("receipt-1");
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", String.valueOf(receives)));
        SQSEvent event = new SQSEvent();
        event.setRecords(new ArrayList<>(List.of(message)));
        List<String> failures = function.handleRequest(event, context).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
        assertThat(log).doesNotContain("@example.com");
        return failures;
    }
}
