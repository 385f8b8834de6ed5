package io.github.cognitodr.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitodr.sandbox.aws.Loopback;
import io.github.cognitodr.sandbox.aws.SqsServer;
import io.github.cognitodr.sandbox.lambda.handlers.Batch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventSourceTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SqsServer server = SqsServer.start("ap-northeast-3", LambdaHost.ACCOUNT, Loopback.freePort());
    private final SqsClient sqs = SqsClient.builder()
            .region(Region.AP_NORTHEAST_3)
            .endpointOverride(server.endpoint())
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final LambdaHost host = new LambdaHost("ap-northeast-3", Map::of);

    @BeforeAll
    void start() {
        assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    @AfterAll
    void close() {
        host.close();
        sqs.close();
        server.close();
    }

    @Test
    void theEventHasTheFieldsOfLambdas() throws InterruptedException {
        String queue = queue("event", Map.of());
        LambdaFunction function = connect(queue, "event", 10);
        sqs.sendMessage(message -> message.queueUrl(queue)
                .messageBody("ok")
                .messageAttributes(Map.of(
                        "Colour",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("green")
                                .build())));

        JsonNode record = Functions.JSON
                .readTree(await(function, line -> line.startsWith("event ")).substring("event ".length()))
                .path("Records")
                .path(0);

        assertThat(record.propertyNames())
                .containsExactly(
                        "messageId",
                        "receiptHandle",
                        "body",
                        "attributes",
                        "messageAttributes",
                        "md5OfBody",
                        "eventSource",
                        "eventSourceARN",
                        "awsRegion");
        assertThat(record.path("attributes").propertyNames())
                .contains("ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
        assertThat(record.path("eventSource").asString()).isEqualTo("aws:sqs");
        assertThat(record.path("eventSourceARN").asString()).isEqualTo("arn:aws:sqs:ap-northeast-3:123456789012:event");
        assertThat(record.path("awsRegion").asString()).isEqualTo("ap-northeast-3");
        assertThat(record.path("messageAttributes")
                        .path("Colour")
                        .path("stringValue")
                        .asString())
                .isEqualTo("green");
        awaitEmpty(queue);
    }

    @Test
    void whatFailsComesBackAndTheRestIsDeleted() throws InterruptedException {
        String queue = queue("failures", Map.of());
        LambdaFunction function = connect(queue, "failures", 10);
        send(queue, List.of("ok 1", "fail-once 2", "ok 3"));

        await(function, line -> line.equals("message fail-once 2 receive 2"));

        awaitEmpty(queue);
        assertThat(function.logs()).noneMatch(line -> line.matches("message ok . receive 2"));
    }

    @Test
    void anErrorOrAMalformedAnswerDeletesNothing() throws InterruptedException {
        String queue = queue("nothing-deleted", Map.of());
        LambdaFunction function = connect(queue, "nothing-deleted", 1);
        send(queue, List.of("throw", "nonsense"));

        await(function, line -> line.equals("message throw receive 2"));
        await(function, line -> line.equals("message nonsense receive 2"));
    }

    @Test
    void afterTooManyReceivesAMessageGoesToTheDeadLetterQueue() throws InterruptedException {
        String dead = queue("dead", Map.of());
        String queue = queue(
                "redrive",
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:ap-northeast-3:123456789012:dead\",\"maxReceiveCount\":2}"));
        connect(queue, "redrive", 1);
        send(queue, List.of("fail"));

        awaitEmpty(queue);
        assertThat(count(dead)).isEqualTo(1);
    }

    @Test
    void aFifoGroupIsWorkedOnInOrderOneBatchAtATime() throws InterruptedException {
        String queue = queue(
                "order.fifo",
                Map.of(
                        QueueAttributeName.FIFO_QUEUE, "true",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        LambdaFunction function = connect(queue, "order", 1);
        for (String body : List.of("ok 1", "fail-once 2", "ok 3", "ok 3", "ok 4")) {
            sqs.sendMessage(
                    message -> message.queueUrl(queue).messageGroupId("pool").messageBody(body));
        }

        await(function, line -> line.startsWith("message ok 4"));

        assertThat(function.logs().stream().filter(line -> line.startsWith("message")))
                .containsExactly(
                        "message ok 1 receive 1",
                        "message fail-once 2 receive 1",
                        "message fail-once 2 receive 2",
                        "message ok 3 receive 1",
                        "message ok 4 receive 1");
        assertThat(function.logs())
                .anyMatch(line -> line.contains("\"MessageGroupId\":\"pool\"") && line.contains("SequenceNumber"));
    }

    @Test
    void anOutageOfTheQueueLosesNothing() throws InterruptedException {
        String queue = queue("outage", Map.of());
        LambdaFunction function = connect(queue, "outage", 1);
        server.down();
        Thread.sleep(50);
        server.up();

        send(queue, List.of("ok after"));

        await(function, line -> line.equals("message ok after receive 1"));
    }

    @Test
    void byHandNothingIsReceivedUntilItIsDrained() throws InterruptedException {
        String queue = queue("by-hand", Map.of());
        LambdaFunction function = host.create(definition("by-hand", TIMEOUT)).warmUp();
        EventSource source = host.queueByHand(queue, function, 2);
        send(queue, List.of("ok 1", "ok 2", "ok 3", "fail-once 4"));
        Thread.sleep(200);
        assertThat(count(queue)).isEqualTo(4);
        List<String> events = new ArrayList<>();

        assertThat(source.drain(payload -> events.add(new String(payload, StandardCharsets.UTF_8))))
                .isGreaterThanOrEqualTo(4);

        assertThat(events).hasSizeGreaterThanOrEqualTo(2);
        assertThat(function.logs().stream()
                        .filter(line -> line.startsWith("event "))
                        .map(line -> line.substring("event ".length())))
                .containsExactlyElementsOf(events);
        // What failed is visible again after a second, and may have been drained with the rest.
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count(queue) > 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
            source.drain();
        }
        assertThat(function.logs()).contains("message fail-once 4 receive 2");
        assertThat(source.drain()).isZero();
        source.close();
        assertThatIllegalStateException().isThrownBy(source::drain).withMessageContaining("closed");
    }

    @Test
    void onlyWhatIsDrivenByHandIsDrained() {
        String queue = queue("polled", Map.of());
        LambdaFunction function = host.create(definition("polled", TIMEOUT));
        EventSource source = host.connectQueue(queue, function, 1, 2);

        assertThatIllegalStateException().isThrownBy(source::drain).withMessageContaining("polls by itself");
    }

    @Test
    void whatLambdaRefusesIsRefused() {
        String queue = queue("refused", Map.of());
        LambdaFunction function = host.create(definition("refused", Duration.ofSeconds(30)));

        refused("batchSize must be", () -> host.connectQueue(queue, function, 11, 2));
        refused("maxConcurrency must be", () -> host.connectQueue(queue, function, 10, 1));
        refused(
                "Queue visibility timeout: 1 seconds is less than Function timeout: 30 seconds",
                () -> host.connectQueue(queue, function, 10, 2));
        refused("batchSize must be", () -> host.queueByHand(queue, function, 0));
        refused(
                "Queue visibility timeout: 1 seconds is less than Function timeout: 30 seconds",
                () -> host.queueByHand(queue, function, 10));
    }

    private static void refused(String message, Runnable call) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
    }

    private LambdaFunction connect(String queue, String name, int batchSize) {
        LambdaFunction function = host.create(definition(name, TIMEOUT)).warmUp();
        assertThat(host.connectQueue(queue, function, batchSize, 2)).isNotNull();
        return function;
    }

    private static FunctionDefinition definition(String name, Duration timeout) {
        return new FunctionDefinition(
                name, Functions.testClasses(), Batch.class.getName() + "::handleRequest", Map.of(), timeout, 256, 2);
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        Map<QueueAttributeName, String> all = new HashMap<>(attributes);
        all.put(QueueAttributeName.VISIBILITY_TIMEOUT, "1");
        return sqs.createQueue(queue -> queue.queueName(name).attributes(all)).queueUrl();
    }

    private void send(String queue, List<String> bodies) {
        assertThat(sqs.sendMessageBatch(batch -> batch.queueUrl(queue)
                                .entries(bodies.stream()
                                        .map(body -> SendMessageBatchRequestEntry.builder()
                                                .id(Integer.toString(bodies.indexOf(body)))
                                                .messageBody(body)
                                                .build())
                                        .toList()))
                        .failed())
                .isEmpty();
    }

    private int count(String queue) {
        return sqs
                .getQueueAttributes(request -> request.queueUrl(queue)
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private void awaitEmpty(String queue) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count(queue) > 0) {
            assertThat(System.nanoTime()).as("messages left in " + queue).isLessThan(end);
            Thread.sleep(50);
        }
    }

    private static String await(LambdaFunction function, Predicate<String> line) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = function.logs().stream().filter(line).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).as(() -> "log: " + function.logs()).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
