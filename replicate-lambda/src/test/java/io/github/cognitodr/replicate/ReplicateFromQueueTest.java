package io.github.cognitodr.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.FakeTargetPool;
import io.github.cognitodr.userpool.Pace;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.SignInCheck;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.UserLookup;
import io.github.cognitodr.userpool.UserStatus;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplicateFromQueueTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:30:00Z");
    private static final String SUB = "57a4da48-20b1-70c3-4f7c-2f1c3b4a5d6e";
    private static final String BODY = "{\"userPoolId\":\"ap-northeast-1_AbCdEfGhI\",\"username\":\"sub-1\"}";

    private final FakeTargetPool primary = new FakeTargetPool();
    private final FakeTargetPool standby = new FakeTargetPool();
    private final FakeRetryQueue queue = new FakeRetryQueue();
    private final StringBuilder log = new StringBuilder();

    @Test
    void thePersonIsReadAfreshAndCopied() {
        primary.put(Profiles.confirmed("sub-1", "email", "new@example.com", "email_verified", "true"));

        assertThat(failures(primary, 60_000, message("m1", BODY))).isEmpty();

        assertThat(standby.find("new@example.com", soon()))
                .get()
                .satisfies(copy -> assertThat(copy.status()).isEqualTo(UserStatus.CONFIRMED));
        assertThat(log)
                .contains("\"outcome\":\"Replicated\"", "\"Replicated\":1", "\"Function\":\"ReplicateFromQueue\"");
    }

    @Test
    void theLatencyCountsFromTheSignUp() {
        primary.put(Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "true"));
        SQSMessage sentAMinuteAgo = message("m1", BODY);
        sentAMinuteAgo.setAttributes(Map.of("SentTimestamp", String.valueOf(NOW.toEpochMilli() - 60_000)));

        failures(primary, 60_000, sentAMinuteAgo);

        assertThat(log).contains("\"ReplicationLatency\":60000");
    }

    @Test
    void whoeverIsPutBackIsMeasuredByTheTimeWaited() {
        UserLookup down = (username, deadline) -> {
            throw new PoolUnavailableException("down");
        };
        SQSMessage waiting = message("m1", BODY);
        waiting.setAttributes(Map.of("SentTimestamp", String.valueOf(NOW.toEpochMilli() - 1_200_000)));

        assertThat(failures(down, 60_000, waiting)).containsExactly("m1");
        assertThat(log).contains("\"RetryAge\":1200");

        log.setLength(0);
        assertThat(failures(down, 1, waiting)).containsExactly("m1");
        assertThat(log).contains("no time left in this batch", "\"RetryAge\":1200");
    }

    @Test
    void whoeverIsDoneWaitsNoLonger() {
        primary.put(Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "true"));

        failures(primary, 60_000, message("m1", BODY));

        assertThat(log).doesNotContain("RetryAge");
    }

    @Test
    void somebodyWhomTheTriggerCopiedIsLeftUntouched() {
        primary.put(Profiles.confirmed(SUB, "email", "a@example.com", "email_verified", "true"));
        standby.put(Profiles.confirmed("s", "email", "a@example.com", Attributes.ORIGIN_SUB, SUB));

        assertThat(failures(primary, 60_000, message("m1", BODY.replace("sub-1", SUB))))
                .isEmpty();

        assertThat(standby.calls()).containsExactly("find");
        assertThat(log).contains("\"outcome\":\"AlreadyPresent\"", "\"sub\":\"" + SUB + "\"");
    }

    /** SQS would forget the message without a word when its retention ends. */
    @Test
    void whoIsNotCopiedInNineDaysIsPutAside() {
        UserLookup down = (username, deadline) -> {
            throw new PoolUnavailableException("down");
        };
        SQSMessage old = message("m1", BODY);
        old.setAttributes(Map.of(
                "SentTimestamp",
                String.valueOf(NOW.minus(RetryWorker.LONGEST_WAIT).toEpochMilli() - 1)));

        assertThat(failures(down, 60_000, old)).isEmpty();

        assertThat(queue.aside).containsExactly(BODY);
        assertThat(log).contains("\"outcome\":\"Failed\"", "tried for 9 days: down");
    }

    @Test
    void whatTheStandbyRefusesIsPutAsideAtOnce() {
        primary.put(Profiles.confirmed("sub-1"));

        assertThat(failures(primary, 60_000, message("m1", BODY))).isEmpty();

        assertThat(queue.aside).containsExactly(BODY);
        assertThat(log).contains("\"level\":\"ERROR\",\"outcome\":\"Failed\"", "has no email");
    }

    /** The trigger may have made a copy under the former address, and nobody is to be copied twice. */
    @Test
    void whoseAddressHasChangedSinceTheSignUpIsPutAside() {
        String check = SignInCheck.of(Profiles.confirmed("sub-1", "email", "old@example.com"), SignInAttribute.EMAIL);
        primary.put(Profiles.confirmed("sub-1", "email", "new@example.com", "email_verified", "true"));

        assertThat(failures(primary, 60_000, message("m1", BODY, check))).isEmpty();

        assertThat(standby.calls()).containsExactly("find");
        assertThat(queue.aside).containsExactly(BODY);
        assertThat(log).contains("\"outcome\":\"Failed\"", "the sign-in value has changed since the sign-up");
    }

    @Test
    void whoseAddressIsStillTheSameIsCopied() {
        primary.put(Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "true"));
        String check = SignInCheck.of(Profiles.confirmed("sub-1", "email", "a@example.com"), SignInAttribute.EMAIL);

        assertThat(failures(primary, 60_000, message("m1", BODY, check))).isEmpty();

        assertThat(log).contains("\"outcome\":\"Replicated\"");
    }

    @Test
    void somebodyUnconfirmedIsSkipped() {
        primary.put(Profiles.of("sub-1", "UNCONFIRMED", true, "email", "a@example.com"));

        assertThat(failures(primary, 60_000, message("m1", BODY))).isEmpty();

        assertThat(standby.calls()).isEmpty();
    }

    /** The attempt that made the copy may never have heard of it, and so not have reported that. */
    @Test
    void somebodyPresentWhomForgotPasswordCannotReachIsReported() {
        primary.put(Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "false"));
        standby.put(Profiles.confirmed("s", "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1"));

        assertThat(failures(primary, 60_000, message("m1", BODY))).isEmpty();

        assertThat(log).contains("\"outcome\":\"NoRecoveryContact\"").doesNotContain("ReplicationLatency");
    }

    @Test
    void aFederatedPersonIsSkipped() {
        primary.put(Profiles.of("sub-1", "EXTERNAL_PROVIDER", true, "email", "a@example.com"));

        assertThat(failures(primary, 60_000, message("m1", BODY))).isEmpty();

        assertThat(standby.calls()).isEmpty();
        assertThat(log).contains("\"outcome\":\"Skipped\"", "federated");
    }

    @Test
    void aHalfCreatedCopyIsFinished() {
        primary.put(Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "true"));
        standby.put(Profiles.of(
                "s", "FORCE_CHANGE_PASSWORD", true, "email", "a@example.com", Attributes.ORIGIN_SUB, "sub-1"));

        assertThat(failures(primary, 60_000, message("m1", BODY))).isEmpty();

        assertThat(standby.find("a@example.com", soon()).orElseThrow().status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @Test
    void somebodyDeletedSinceIsDropped() {
        assertThat(failures(primary, 60_000, message("m1", BODY))).isEmpty();

        assertThat(standby.calls()).isEmpty();
        assertThat(log).contains("\"outcome\":\"Skipped\"", "deleted since");
    }

    @Test
    void whatMayGetBetterComesBackAfterAPause() {
        UserLookup down = (username, deadline) -> {
            throw new PoolUnavailableException("down");
        };
        SQSMessage third = message("m1", BODY);
        third.setAttributes(Map.of("ApproximateReceiveCount", "3"));

        assertThat(failures(down, 60_000, third)).containsExactly("m1");

        assertThat(queue.pauses).containsExactly(Map.entry("receipt-m1", Duration.ofMinutes(2)));
        assertThat(queue.aside).isEmpty();
    }

    @Test
    void aConflictIsPutAsideAndHoldsUpNobody() {
        primary.put(Profiles.confirmed("sub-1", "email", "a@example.com"));
        primary.put(Profiles.confirmed("sub-2", "email", "b@example.com", "email_verified", "true"));
        standby.put(Profiles.confirmed("stranger", "email", "a@example.com"));

        assertThat(failures(primary, 60_000, message("m1", BODY), message("m2", BODY.replace("sub-1", "sub-2"))))
                .isEmpty();

        assertThat(queue.aside).containsExactly(BODY);
        assertThat(standby.find("b@example.com", soon())).isPresent();
        assertThat(log).contains("\"level\":\"ERROR\",\"outcome\":\"IdentityConflict\"");
    }

    @Test
    void whatIsPutAsideKeepsItsCheckForWhoeverRedrivesIt() {
        primary.put(Profiles.confirmed("sub-1", "email", "new@example.com", "email_verified", "true"));
        SQSMessage message = message("m1", BODY);
        MessageAttribute check = new MessageAttribute();
        check.setDataType("String");
        check.setStringValue("none");
        message.setMessageAttributes(Map.of(SignInCheck.MESSAGE_ATTRIBUTE, check));

        assertThat(failures(primary, 60_000, message)).isEmpty();

        assertThat(queue.aside).containsExactly(BODY);
        assertThat(queue.checksAside).containsExactly(Optional.of("none"));
    }

    @Test
    void whatIsNoMessageIsPutAside() {
        assertThat(failures(primary, 60_000, message("m1", "hello"))).isEmpty();

        assertThat(queue.aside).containsExactly("hello");
    }

    @Test
    void aMessageIsKeptWhereItCannotBePutAside() {
        queue.down = true;

        assertThat(failures(primary, 60_000, message("m1", "hello"))).containsExactly("m1");
    }

    @Test
    void onePersonsDefectHoldsUpNobodyElse() {
        UserLookup defective = (username, deadline) -> {
            if (username.equals("sub-1")) {
                throw new IllegalStateException("a@example.com");
            }
            return primary.find(username, deadline);
        };
        primary.put(Profiles.confirmed("sub-2", "email", "b@example.com", "email_verified", "true"));

        assertThat(failures(defective, 60_000, message("m1", BODY), message("m2", BODY.replace("sub-1", "sub-2"))))
                .containsExactly("m1");
        assertThat(standby.find("b@example.com", soon())).isPresent();
    }

    @Test
    void aBatchThatIsOutOfTimeIsLeftToTheNextDelivery() {
        primary.put(Profiles.confirmed("sub-1", "email", "a@example.com", "email_verified", "true"));

        assertThat(failures(primary, 11_000, message("m1", BODY))).containsExactly("m1");
        assertThat(standby.calls()).isEmpty();
    }

    private List<String> failures(UserLookup pool, int milliseconds, SQSMessage... messages) {
        SQSEvent event = new SQSEvent();
        event.setRecords(new ArrayList<>(List.of(messages)));
        ReplicateFromQueue function = new ReplicateFromQueue(new RetryWorker(
                new QueuedReplication(
                        id -> pool,
                        new UserCopier(standby, SignInAttribute.EMAIL, Pace.UNLIMITED),
                        SignInAttribute.EMAIL),
                queue,
                new StructuredLog("ReplicateFromQueue", line -> log.append(new String(line, StandardCharsets.UTF_8))),
                Clock.fixed(NOW, ZoneOffset.UTC)));
        SQSBatchResponse answer = function.handleRequest(event, StubContext.withTime(milliseconds));
        assertThat(log).doesNotContain("@example.com");
        return answer.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private static SQSMessage message(String id, String body) {
        SQSMessage message = new SQSMessage();
        message.setMessageId(id);
        message.setReceiptHandle("receipt-" + id);
        message.setBody(body);
        return message;
    }

    private static SQSMessage message(String id, String body, String check) {
        SQSMessage message = message(id, body);
        MessageAttribute attribute = new MessageAttribute();
        attribute.setDataType("String");
        attribute.setStringValue(check);
        message.setMessageAttributes(Map.of("check", attribute));
        return message;
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(1));
    }
}
