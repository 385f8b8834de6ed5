package io.github.cognitodr.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cognitodr.sandbox.MovableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** SQS by a clock that is moved; what it does by the machine's, EventSourceTest shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqsServerTest {

    private static final Duration LONG = Duration.ofMinutes(15);

    private final MovableClock clock = new MovableClock();
    private final SqsServer server = SqsServer.start("ap-northeast-3", "123456789012", Loopback.freePort(), clock);
    private final SqsClient sqs = SqsClient.builder()
            .region(Region.AP_NORTHEAST_3)
            .endpointOverride(server.endpoint())
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    @AfterAll
    void close() {
        sqs.close();
        server.close();
    }

    @Test
    void aDelayEndsByTheClock() {
        // Once before: a delay that counts from the machine's time would be over when it begins.
        clock.advance(LONG);
        String queue = queue("delay", Map.of());
        sqs.sendMessage(message -> message.queueUrl(queue).messageBody("late").delaySeconds(900));

        assertThat(receive(queue, 0)).isEmpty();
        clock.advance(LONG.minusSeconds(10));
        assertThat(receive(queue, 0)).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        assertThat(receive(queue, 0)).hasSize(1);
    }

    @Test
    void theQueuesOwnDelayEndsByTheClock() {
        clock.advance(LONG);
        String queue = queue("queue-delay", Map.of(QueueAttributeName.DELAY_SECONDS, "60"));
        sqs.sendMessage(message -> message.queueUrl(queue).messageBody("late"));

        assertThat(receive(queue, 0)).isEmpty();
        clock.advance(Duration.ofSeconds(60));
        assertThat(receive(queue, 0)).hasSize(1);
    }

    @Test
    void visibilityEndsByTheClock() {
        String queue = queue("visibility", Map.of());
        sqs.sendMessage(message -> message.queueUrl(queue).messageBody("again"));
        Message first = receive(queue, 0).get(0);
        sqs.changeMessageVisibility(change ->
                change.queueUrl(queue).receiptHandle(first.receiptHandle()).visibilityTimeout(900));

        clock.advance(Duration.ofSeconds(60));
        assertThat(receive(queue, 0)).isEmpty();
        clock.advance(LONG);
        assertThat(receive(queue, 0))
                .singleElement()
                .satisfies(second -> assertThat(second.attributes())
                        .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2"));
    }

    @Test
    void aMessagesTimesAreTheClocks() {
        clock.advance(LONG);
        String queue = queue("times", Map.of());
        sqs.sendMessage(message -> message.queueUrl(queue).messageBody("now"));
        long sent = clock.millis();
        clock.advance(LONG);

        Message message = receive(queue, 0).get(0);

        assertThat(time(message, MessageSystemAttributeName.SENT_TIMESTAMP)).isCloseTo(sent, within(10_000L));
        assertThat(time(message, MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP))
                .isCloseTo(clock.millis(), within(10_000L));
    }

    @Test
    void whatIsVisibleIsCountedByTheClock() {
        clock.advance(LONG);
        String queue = queue("count", Map.of());
        sqs.sendMessage(message -> message.queueUrl(queue).messageBody("one"));
        sqs.sendMessage(message -> message.queueUrl(queue).messageBody("two").delaySeconds(60));

        assertThat(count(queue)).containsExactly(1, 1);
        clock.advance(Duration.ofSeconds(60));
        assertThat(count(queue)).containsExactly(2, 0);
    }

    @Test
    void aFifoQueueKeepsOrderAndForgetsDeduplicationIdsAfterFiveMinutesOfTheClock() {
        clock.advance(LONG);
        String queue = queue(
                "order.fifo",
                Map.of(
                        QueueAttributeName.FIFO_QUEUE, "true",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        String first = sendToGroup(queue, "one");
        assertThat(sendToGroup(queue, "one")).isEqualTo(first);
        sendToGroup(queue, "two");
        clock.advance(Duration.ofMinutes(4));
        assertThat(sendToGroup(queue, "one")).isEqualTo(first);
        clock.advance(Duration.ofMinutes(2));
        assertThat(sendToGroup(queue, "one")).isNotEqualTo(first);

        assertThat(receive(queue, 0)).extracting(Message::body).containsExactly("one", "two", "one");
    }

    @Test
    void atTooManyReceivesAMessageMovesToTheDeadLetterQueueByTheClock() {
        String dead = queue("dead", Map.of());
        String queue = queue(
                "redrive",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:ap-northeast-3:123456789012:dead\",\"maxReceiveCount\":1}"));
        sqs.sendMessage(message -> message.queueUrl(queue).messageBody("poison"));
        assertThat(receive(queue, 0)).hasSize(1);
        clock.advance(LONG);

        assertThat(receive(queue, 0)).isEmpty();
        assertThat(receive(dead, 0)).extracting(Message::body).containsExactly("poison");
    }

    @Test
    void aReceiveThatWaitsFindsWhatHasBecomeVisible() throws Exception {
        String queue = queue("wait", Map.of());
        sqs.sendMessage(message -> message.queueUrl(queue).messageBody("late").delaySeconds(900));
        CompletableFuture<List<Message>> waiting = CompletableFuture.supplyAsync(() -> receive(queue, 20));
        Thread.sleep(300);
        assertThat(waiting).isNotDone();

        clock.advance(LONG);

        assertThat(waiting.get(2, TimeUnit.SECONDS)).hasSize(1);
    }

    @Test
    void aReceiveThatWaitsGetsANewMessageAtOnceWithTheClocksTime() throws Exception {
        clock.advance(LONG);
        String queue = queue("new", Map.of());
        CompletableFuture<List<Message>> waiting = CompletableFuture.supplyAsync(() -> receive(queue, 20));
        Thread.sleep(100);

        sqs.sendMessage(message -> message.queueUrl(queue).messageBody("now"));

        Message message = waiting.get(2, TimeUnit.SECONDS).get(0);
        assertThat(time(message, MessageSystemAttributeName.SENT_TIMESTAMP)).isCloseTo(clock.millis(), within(10_000L));
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> all = new HashMap<>(attributes);
        all.put(QueueAttributeName.VISIBILITY_TIMEOUT, "300");
        return sqs.createQueue(queue -> queue.queueName(name).attributes(all)).queueUrl();
    }

    private String sendToGroup(String queue, String body) {
        return sqs.sendMessage(message ->
                        message.queueUrl(queue).messageGroupId("pool").messageBody(body))
                .messageId();
    }

    private List<Message> receive(String queue, int wait) {
        return sqs.receiveMessage(request -> request.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(wait)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    /** Visible, delayed. */
    private List<Integer> count(String queue) {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
        return List.of(
                Integer.valueOf(String.valueOf(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))),
                Integer.valueOf(String.valueOf(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))));
    }

    private static long time(Message message, MessageSystemAttributeName name) {
        return Long.parseLong(String.valueOf(message.attributes().get(name)));
    }
}
