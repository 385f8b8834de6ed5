package io.github.cognitodr.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.FakeTargetPool;
import io.github.cognitodr.userpool.Pace;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.Profiles;
import io.github.cognitodr.userpool.RetryMessage;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.TargetPool;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicateOnConfirmationTest {
    private static final String SUB = "57a4da48-20b1-70c3-4f7c-2f1c3b4a5d6e";

    private final FakeTargetPool standby = new FakeTargetPool();
    private final FakeRetryQueue queue = new FakeRetryQueue();
    private final StringBuilder log = new StringBuilder();

    @Test
    void aSignUpIsCopiedAndAnsweredWithItsOwnBytes() throws IOException {
        byte[] event = event("sign-up.json");

        assertThat(handle(standby, event)).isEqualTo(event);

        assertThat(standby.find("hanako@example.com", Deadline.in(Duration.ofSeconds(1))))
                .get()
                .satisfies(copy -> {
                    assertThat(copy.stableId()).isEqualTo(SUB);
                    assertThat(copy.attribute("name")).contains("山田, \"Hanako\"\nYamada");
                });
        assertThat(log)
                .contains(
                        "\"outcome\":\"Replicated\"",
                        SUB,
                        "request-1",
                        "milliseconds",
                        "\"Replicated\":1",
                        "\"ReplicationLatency\":",
                        "\"Function\":\"ReplicateOnConfirmation\"");
    }

    /** Whatever ends the function's process half way, the worker looks after the person. */
    @Test
    void thePersonIsInTheQueueBeforeTheStandbyIsAsked() throws IOException {
        List<Integer> queuedBefore = new ArrayList<>();

        handle(
                failing(() -> {
                    queuedBefore.add(queue.messages.size());
                    return new PoolUnavailableException("down");
                }),
                event("sign-up.json"));

        assertThat(queuedBefore).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password-reset.json", "unknown-source.json", "federated.json"})
    void everythingElsePassesThroughUntouched(String name) throws IOException {
        byte[] event = event(name);

        assertThat(handle(standby, event)).isEqualTo(event);

        assertThat(standby.calls()).isEmpty();
        assertThat(queue.messages).isEmpty();
        assertThat(log).contains("\"outcome\":\"Skipped\"");
    }

    @Test
    void aDeadStandbyIsLeftToTheQueue() throws IOException {
        byte[] event = event("sign-up.json");

        assertThat(handle(failing(() -> new PoolUnavailableException("down")), event))
                .isEqualTo(event);

        assertThat(queue.messages).containsExactly(new RetryMessage(new UserPoolId("ap-northeast-1_AbCdEfGhI"), SUB));
        assertThat(log).contains("\"level\":\"WARN\",\"outcome\":\"Queued\"", "\"reason\":\"down\"", "\"Queued\":1");
    }

    @Test
    void aRefusalIsLeftToTheQueueToo() throws IOException {
        handle(failing(() -> new PoolRefusedException("schema")), event("sign-up.json"));

        assertThat(queue.messages).hasSize(1);
    }

    @Test
    void aHalfCreatedCopyIsLeftToTheQueue() throws IOException {
        standby.put(Profiles.of(
                "s", "FORCE_CHANGE_PASSWORD", true, "email", "hanako@example.com", Attributes.ORIGIN_SUB, SUB));

        handle(standby, event("sign-up.json"));

        assertThat(queue.messages).hasSize(1);
        assertThat(standby.calls()).containsExactly("create", "find");
    }

    @Test
    void aStrangerWithTheAddressIsReported() throws IOException {
        standby.put(Profiles.confirmed("stranger", "email", "hanako@example.com"));

        handle(standby, event("sign-up.json"));

        assertThat(standby.calls()).containsExactly("create", "find");
        assertThat(log).contains("\"level\":\"ERROR\",\"outcome\":\"IdentityConflict\"", SUB, "\"IdentityConflict\":1");
    }

    @Test
    void somebodyWhomForgotPasswordCannotReachIsReported() throws IOException {
        handle(
                standby,
                new String(event("sign-up.json"), StandardCharsets.UTF_8)
                        .replace("\"email_verified\":\"true\"", "\"email_verified\":\"false\"")
                        .replace("\"email_verified\": \"true\"", "\"email_verified\": \"false\"")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(log).contains("\"outcome\":\"NoRecoveryContact\"", "\"NoRecoveryContact\":1");
    }

    @Test
    void aSignUpSucceedsThoughTheQueueIsDownAsWell() throws IOException {
        byte[] event = event("sign-up.json");
        queue.down = true;

        assertThat(handle(failing(() -> new PoolUnavailableException("down")), event))
                .isEqualTo(event);

        assertThat(log)
                .contains(
                        "\"level\":\"ERROR\",\"outcome\":\"Failed\"",
                        "\"queue\":\"the queue is down\"",
                        "\"Failed\":1");
    }

    @Test
    void theQueueIsAskedOnceMoreIfTheStandbyFails() throws IOException {
        queue.failures = 1;

        handle(failing(() -> new PoolUnavailableException("down")), event("sign-up.json"));

        assertThat(queue.messages).hasSize(1);
        assertThat(log).contains("\"outcome\":\"Queued\"");
    }

    @Test
    void aStandbyThatHangsLeavesTheQueueTimeForItsSecondTurn() throws IOException {
        List<Duration> turns = new ArrayList<>();
        RetryQueue slowAtFirst = new RetryQueue() {
            @Override
            public void put(RetryMessage message, String check, Deadline deadline) {
                turns.add(deadline.remaining());
                if (turns.size() == 1) {
                    useUp(deadline);
                    throw new RetryQueueException("too slow");
                }
            }

            @Override
            public void retryIn(String receiptHandle, Duration delay) {}

            @Override
            public void putAside(String body, Optional<String> check) {}
        };
        FakeTargetPool hanging = new FakeTargetPool() {
            @Override
            public Creation create(String signInValue, Map<String, String> attributes, Deadline deadline) {
                useUp(deadline);
                throw new PoolUnavailableException("hangs");
            }
        };

        handle(function(hanging, slowAtFirst), event("sign-up.json"));

        assertThat(turns).hasSize(2);
        assertThat(turns.get(1)).isGreaterThan(Duration.ofMillis(400));
        assertThat(log).contains("\"outcome\":\"Queued\"");
    }

    @Test
    void aDeadQueueKeepsNobodyFromTheStandby() throws IOException {
        queue.down = true;

        handle(standby, event("sign-up.json"));

        assertThat(log).contains("\"outcome\":\"Replicated\"", "\"queue\":\"the queue is down\"");
    }

    @Test
    void aStandbyThatFailsThreeTimesInARowIsNotAskedForAWhile() throws IOException {
        List<String> asked = new ArrayList<>();
        TargetPool down = failing(() -> {
            asked.add("create");
            return new PoolUnavailableException("down");
        });
        ReplicateOnConfirmation function = function(down);

        for (int i = 0; i < 5; i++) {
            handle(function, event("sign-up.json"));
        }

        assertThat(asked).hasSize(3);
        assertThat(queue.messages).hasSize(5);
        assertThat(log).contains("Not asked: the standby has failed several times in a row");
    }

    /** The standby may have recovered long before the circuit closes; the queue cannot be waited for. */
    @Test
    void whomTheQueueDoesNotTakeIsCopiedThoughTheStandbyIsSpared() throws IOException {
        boolean[] down = {true};
        ReplicateOnConfirmation function = function(new FakeTargetPool() {
            @Override
            public Creation create(String signInValue, Map<String, String> attributes, Deadline deadline) {
                if (down[0]) {
                    throw new PoolUnavailableException("down");
                }
                return super.create(signInValue, attributes, deadline);
            }
        });
        for (int i = 0; i < StandbyCircuit.FAILURES; i++) {
            handle(function, event("sign-up.json"));
        }
        down[0] = false;
        queue.down = true;

        handle(function, event("sign-up.json"));

        assertThat(log).contains("\"outcome\":\"Replicated\"", "\"queue\":\"the queue is down\"");
    }

    @Test
    void aDefectFailsNobodyAndLosesNobody() throws IOException {
        byte[] event = event("sign-up.json");

        assertThat(handle(failing(() -> new IllegalStateException("hanako@example.com")), event))
                .isEqualTo(event);

        assertThat(queue.messages).hasSize(1);
        assertThat(log).contains("\"outcome\":\"Queued\"", "java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "hanako@example.com", "{\"triggerSource\":\"PostConfirmation_ConfirmSignUp\"}"})
    void whatIsNoEventIsAnsweredAsItCame(String text) throws IOException {
        byte[] event = text.getBytes(StandardCharsets.UTF_8);

        assertThat(handle(standby, event)).isEqualTo(event);
        assertThat(log).contains("\"level\":\"ERROR\",\"outcome\":\"Failed\"");
    }

    private static void useUp(Deadline deadline) {
        try {
            Thread.sleep(deadline.remaining().toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] handle(TargetPool pool, byte[] event) throws IOException {
        return handle(function(pool), event);
    }

    private ReplicateOnConfirmation function(TargetPool pool) {
        return function(pool, queue);
    }

    private ReplicateOnConfirmation function(TargetPool pool, RetryQueue retries) {
        return new ReplicateOnConfirmation(
                new SignUpReplication(
                        new UserCopier(pool, SignInAttribute.EMAIL, Pace.UNLIMITED),
                        SignInAttribute.EMAIL,
                        retries,
                        new StandbyCircuit()),
                new StructuredLog(
                        "ReplicateOnConfirmation", line -> log.append(new String(line, StandardCharsets.UTF_8))));
    }

    private byte[] handle(ReplicateOnConfirmation function, byte[] event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event), answer, StubContext.withTime(5000));
        assertThat(log).doesNotContain("hanako", "Hanako", "山田");
        return answer.toByteArray();
    }

    private static byte[] event(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ReplicateOnConfirmationTest.class.getResourceAsStream("/events/" + name))) {
            return in.readAllBytes();
        }
    }

    private static TargetPool failing(Supplier<RuntimeException> failure) {
        return new TargetPool() {
            @Override
            public Creation create(String signInValue, Map<String, String> attributes, Deadline deadline) {
                throw failure.get();
            }

            @Override
            public Optional<UserProfile> find(String username, Deadline deadline) {
                throw failure.get();
            }

            @Override
            public void disable(String username, Deadline deadline) {
                throw failure.get();
            }

            @Override
            public void confirmWithUnknownPassword(String username, Deadline deadline) {
                throw failure.get();
            }
        };
    }
}
