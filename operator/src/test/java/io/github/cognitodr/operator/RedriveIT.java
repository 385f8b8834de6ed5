package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.CommandLineProcess.Ended;
import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.userpool.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Dead letters, on the sandbox's queues. */
class RedriveIT {
    private final DeployedPools pools = new DeployedPools();

    @AfterEach
    void stop() {
        pools.close();
    }

    @Test
    void theLivingGoRoundTheGoneAreForgottenAndTheRestIsLeft() {
        String sub = pools.user(Side.PRIMARY, "a@example.com", Map.of());
        String other = pools.user(Side.PRIMARY, "b@example.com", Map.of());
        pools.user(Side.STANDBY, "b@example.com", Map.of());
        die(sub, "0123");
        die(other, "");
        die("57a4da48-4051-70c3-8c44-2b7a1c1f8d2e", "");
        pools.sqs(Side.PRIMARY)
                .sendMessage(request ->
                        request.queueUrl(pools.queueUrl("RetryDeadLetter")).messageBody("hello"));

        Ended ended = pools.run("redrive", "retry", "--yes", "--force", "--json");

        JsonObject queue = JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8))
                .objects("queues")
                .get(0);
        assertThat(queue.number("sent")).isEqualTo(2);
        assertThat(queue.number("deleted")).isEqualTo(1);
        assertThat(queue.number("left")).isEqualTo(1);
        assertThat(ended.err()).contains(sub, "somebody else has the address", "deleted in the primary since");
        assertThat(ended.err() + ended.out()).doesNotContain("example.com", "hello");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.SOME_USERS);
        assertThat(bodies("Retry")).anyMatch(body -> body.contains(sub)).hasSize(2);
        assertThat(bodies("RetryDeadLetter")).containsExactly("hello");
    }

    @Test
    void aDryRunSaysWhyAndGivesAllBackAtOnce() {
        die(pools.user(Side.PRIMARY, "a@example.com", Map.of()), "");

        Ended ended = pools.run("redrive", "--dry-run");

        assertThat(ended.err()).contains("would succeed now", "Nothing was changed: --dry-run.");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(bodies("Retry")).isEmpty();
        assertThat(bodies("RetryDeadLetter")).hasSize(1);
    }

    @Test
    void withoutATerminalNothingIsDoneWithoutYes() {
        die(pools.user(Side.PRIMARY, "a@example.com", Map.of()), "");

        Ended ended = pools.run("redrive", "retry");

        assertThat(ended.err()).contains("add --yes");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(bodies("RetryDeadLetter")).hasSize(1);
    }

    @Test
    void attributesOfAMessageGoWithIt() {
        String sub = pools.user(Side.PRIMARY, "a@example.com", Map.of());
        pools.user(Side.STANDBY, "a@example.com", Map.of("custom:origin_sub", sub));
        die(sub, "0123");

        assertThat(pools.run("redrive", "retry", "--yes").exitCode()).isEqualTo(ExitCode.DONE);

        assertThat(messages("Retry"))
                .singleElement()
                .satisfies(message -> assertThat(message.messageAttributes())
                        .hasEntrySatisfying(
                                "check",
                                check -> assertThat(check.stringValue()).isEqualTo("0123")));
    }

    @Test
    void anAnsweredRequestIsDeletedAndAnOpenOneGoesRound() {
        pools.snapshot("20261101T100000Z");
        request("2026-11-01T09:00:00Z");
        request(Instant.now().toString());

        Ended ended = pools.run("redrive", "snapshot", "--yes");

        assertThat(ended.lines())
                .containsExactly("Dead letters of the snapshot queue: 1 sent round again, 1 deleted, 0 left.");
        assertThat(bodies("SnapshotDeadLetter")).isEmpty();
        assertThat(bodies("Snapshot")).hasSize(1);
    }

    @Test
    void aRegionThatIsDownLosesNothing() {
        die(pools.user(Side.PRIMARY, "a@example.com", Map.of()), "");
        pools.sandbox().cognito("ap-northeast-3").faults().down();

        Ended ended = pools.run("redrive", "retry", "--yes", "--patience", "2");

        assertThat(ended.err()).contains("ap-northeast-3 does not answer");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.AWS_REFUSED);
        assertThat(bodies("RetryDeadLetter")).hasSize(1);
    }

    /** Each kill leaves every message at least once in one of the two queues. */
    @Test
    void killedAtAnyMomentItLosesNobody() {
        List<String> subs = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            subs.add(pools.user(Side.PRIMARY, "p" + i + "@example.com", Map.of()));
            die(subs.get(i), "");
        }
        pools.sandbox().cognito("ap-northeast-1").faults().set("AdminGetUser", Fault.delay(Duration.ofMillis(30)));
        try (CommandLineProcess running =
                CommandLineProcess.start(pools.sandbox().environment(), "redrive", "retry", "--yes")) {
            running.awaitError(text -> text.contains("would succeed now"));
            running.kill();
        }

        List<String> bodies = new ArrayList<>(bodies("Retry"));
        int sent = bodies.size();
        long dead = count("RetryDeadLetter");

        assertThat(sent + dead).isBetween(30L, 31L);
    }

    private void die(String username, String check) {
        pools.sqs(Side.PRIMARY)
                .sendMessage(request -> request.queueUrl(pools.queueUrl("RetryDeadLetter"))
                        .messageBody("{\"userPoolId\":\"" + pools.pool(Side.PRIMARY) + "\",\"username\":\"" + username
                                + "\"}")
                        .messageAttributes(
                                check.isEmpty()
                                        ? Map.of()
                                        : Map.of(
                                                "check",
                                                MessageAttributeValue.builder()
                                                        .dataType("String")
                                                        .stringValue(check)
                                                        .build())));
    }

    private void request(String startAfter) {
        pools.sqs(Side.STANDBY)
                .sendMessage(request -> request.queueUrl(pools.queueUrl("SnapshotDeadLetter"))
                        .messageGroupId(pools.pool(Side.STANDBY))
                        .messageBody("{\"userPoolId\":\"" + pools.pool(Side.STANDBY) + "\",\"startAfter\":\""
                                + startAfter + "\"}"));
    }

    private List<String> bodies(String queue) {
        return messages(queue).stream().map(Message::body).toList();
    }

    /** All that is visible; looking hides it. */
    private List<Message> messages(String queue) {
        List<Message> all = new ArrayList<>();
        List<Message> batch;
        do {
            batch = pools.sqs(queue.startsWith("Retry") ? Side.PRIMARY : Side.STANDBY)
                    .receiveMessage(request -> request.queueUrl(pools.queueUrl(queue))
                            .maxNumberOfMessages(10)
                            .messageAttributeNames("All"))
                    .messages();
            all.addAll(batch);
        } while (!batch.isEmpty());
        return all;
    }

    private long count(String queue) {
        return pools
                .sqs(Side.PRIMARY)
                .getQueueAttributes(request -> request.queueUrl(pools.queueUrl(queue))
                        .attributeNamesWithStrings(
                                "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"))
                .attributes()
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }
}
