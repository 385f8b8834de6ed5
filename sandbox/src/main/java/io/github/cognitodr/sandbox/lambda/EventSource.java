package io.github.cognitodr.sandbox.lambda;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.aws.Loopback;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * An event source mapping: pollers that receive from a queue, call the function, and delete what it dealt with. A
 * message that is not deleted comes back when its visibility ends. For a FIFO queue the queue itself keeps the order: it
 * gives out nothing of a group while a batch of that group is in flight.
 *
 * <p>One that is driven by hand has no pollers, and does the same in the thread that calls {@link #drain}.
 */
public final class EventSource implements AutoCloseable {

    /** Short, because closing waits for it; a message that arrives is given out at once all the same. */
    private static final int LONG_POLL_SECONDS = 1;

    private static final Duration PAUSE_WHILE_QUEUE_IS_DOWN = Duration.ofMillis(500);

    private final SqsClient sqs;
    private final String queueUrl;
    private final String queueArn;
    private final String region;
    private final LambdaFunction function;
    private final int batchSize;
    private final boolean byHand;
    private final ExecutorService pollers;
    private volatile boolean closed;

    private EventSource(
            SqsClient sqs,
            String queueUrl,
            String queueArn,
            String region,
            LambdaFunction function,
            int batchSize,
            boolean byHand) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.queueArn = queueArn;
        this.region = region;
        this.function = function;
        this.batchSize = batchSize;
        this.byHand = byHand;
        this.pollers = Loopback.threads("event-source-" + function.definition().name());
    }

    static EventSource start(
            String region, String queueUrl, LambdaFunction function, int batchSize, int maxConcurrency) {
        // ScalingConfig: "MaximumConcurrency: Minimum value of 2. Maximum value of 1000." (API reference)
        require(
                maxConcurrency >= 2 && maxConcurrency <= 1_000,
                "maxConcurrency must be from 2 to 1,000: " + maxConcurrency);
        EventSource source = connect(region, queueUrl, function, batchSize, false);
        for (int poller = 0; poller < maxConcurrency; poller++) {
            source.pollers.execute(source::poll);
        }
        return source;
    }

    static EventSource byHand(String region, String queueUrl, LambdaFunction function, int batchSize) {
        return connect(region, queueUrl, function, batchSize, true);
    }

    private static EventSource connect(
            String region, String queueUrl, LambdaFunction function, int batchSize, boolean byHand) {
        require(batchSize >= 1 && batchSize <= 10, "batchSize must be from 1 to 10: " + batchSize);
        SqsClient sqs = client(region, queueUrl);
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(queueUrl)
                        .attributeNames(QueueAttributeName.QUEUE_ARN, QueueAttributeName.VISIBILITY_TIMEOUT))
                .attributes();
        String queueArn = attributes.getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        long visibility = Long.parseLong(attributes.getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
        long timeout = function.definition().timeout().toSeconds();
        require(
                visibility >= timeout,
                "Queue visibility timeout: %d seconds is less than Function timeout: %d seconds"
                        .formatted(visibility, timeout));
        return new EventSource(sqs, queueUrl, queueArn, region, function, batchSize, byHand);
    }

    /** As {@link #drain(Consumer)}, with nobody looking on. */
    public int drain() {
        return drain(payload -> {});
    }

    /**
     * Works on all that is visible in the queue, batch after batch, until a receive comes back empty; only for a mapping
     * that is driven by hand. A message that the function did not deal with stays, and is visible again when its time has
     * come; one that becomes visible meanwhile is worked on too.
     *
     * @param seen gets what the function is about to be invoked with, of each batch
     * @return how many messages were received, those that came back counted each time
     * @throws IllegalStateException if there are pollers, or it is closed
     * @throws SdkException if the queue does not answer
     */
    public int drain(Consumer<byte[]> seen) {
        if (!byHand) {
            throw new IllegalStateException("this event source polls by itself");
        }
        if (closed) {
            throw new IllegalStateException("the event source is closed");
        }
        int received = 0;
        List<Message> batch = receive(0);
        while (!batch.isEmpty()) {
            received += batch.size();
            process(batch, seen);
            batch = receive(0);
        }
        return received;
    }

    /** Stops polling; a batch in flight is finished first, if that takes no longer than two seconds. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        pollers.shutdownNow();
        try {
            if (!pollers.awaitTermination(2, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sqs.close();
    }

    private void poll() {
        while (!closed) {
            try {
                List<Message> batch = receive(LONG_POLL_SECONDS);
                if (!batch.isEmpty()) {
                    process(batch, payload -> {});
                }
            } catch (SdkException e) {
                pause();
            }
        }
    }

    private List<Message> receive(int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(batchSize)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void process(List<Message> batch, Consumer<byte[]> seen) {
        Map<String, String> receipts = new LinkedHashMap<>();
        batch.forEach(message -> receipts.put(message.messageId(), message.receiptHandle()));
        byte[] payload = SqsEvent.of(batch, queueArn, region);
        // A copy: who looks on must not change what the function gets.
        seen.accept(payload.clone());
        InvocationResult result = function.invoke(payload);
        Set<String> processed = BatchResponse.processed(result, receipts.keySet());
        if (processed.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (String messageId : processed) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(receipts.get(messageId))
                    .build());
        }
        sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_WHILE_QUEUE_IS_DOWN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SqsClient client(String region, String queueUrl) {
        URI queue = URI.create(queueUrl);
        return SqsClient.builder()
                .region(Region.of(region))
                .endpointOverride(Loopback.uri(queue.getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
