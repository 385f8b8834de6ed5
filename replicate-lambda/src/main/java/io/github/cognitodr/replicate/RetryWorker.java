package io.github.cognitodr.replicate;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.cognitodr.userpool.LogEntry;
import io.github.cognitodr.userpool.Metric;
import io.github.cognitodr.userpool.RetryPause;
import io.github.cognitodr.userpool.SignInCheck;
import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.StructuredLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Deals with one message of the retry queue: replicates, tells the queue what to do with it, and logs. */
final class RetryWorker {
    private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(3);

    /** The longest that one message takes: putting one aside may ask the queue twice. */
    static final Duration LIMIT = QueuedReplication.BUDGET.plus(QUEUE_PATIENCE.multipliedBy(2));

    /** SQS forgets a message without a word when its retention ends; before, it is put where somebody will see it. */
    static final Duration LONGEST_WAIT = Duration.ofDays(9);

    private final QueuedReplication replication;
    private final RetryQueue queue;
    private final StructuredLog log;
    private final Clock clock;

    RetryWorker(QueuedReplication replication, RetryQueue queue, StructuredLog log, Clock clock) {
        this.replication = replication;
        this.queue = queue;
        this.log = log;
        this.clock = clock;
    }

    static SqsRetryQueue queueOf(ReplicateConfig config) {
        return SqsRetryQueue.of(config.retryQueueUrl(), QUEUE_PATIENCE);
    }

    /** Whether the message has been dealt with and may be deleted. */
    boolean settle(SQSMessage message, String requestId) {
        Stopwatch stopwatch = Stopwatch.start();
        Map<String, String> attributes = attributes(message);
        Duration age = age(attributes);
        QueuedReplication.Result result = replication.replicate(message.getBody(), check(message));
        if (result.next() == QueuedReplication.Next.RETRY && age.compareTo(LONGEST_WAIT) > 0) {
            result = result.givenUp("tried for " + LONGEST_WAIT.toDays() + " days");
        }
        boolean settled = tellQueue(result, message, attributes);
        LogEntry entry = result.outcome().entry().counted();
        if (result.sub().isPresent()) {
            entry = entry.with("sub", result.sub().get());
        }
        if (result.reason().isPresent()) {
            entry = entry.with("reason", result.reason().get());
        }
        if (result.isCopied()) {
            entry = entry.measured(Metric.milliseconds(Outcome.LATENCY, age.toMillis()));
        }
        if (!settled) {
            entry = entry.measured(Metric.seconds(Outcome.RETRY_AGE, age.toSeconds()));
        }
        log.write(entry.with("milliseconds", stopwatch.milliseconds())
                .with("messageId", message.getMessageId())
                .with("requestId", requestId));
        return settled;
    }

    private boolean tellQueue(QueuedReplication.Result result, SQSMessage message, Map<String, String> attributes) {
        try {
            switch (result.next()) {
                case FORGET -> {}
                case RETRY -> queue.retryIn(message.getReceiptHandle(), RetryPause.after(deliveries(attributes)));
                case PUT_ASIDE -> queue.putAside(message.getBody(), check(message));
            }
            return result.next() != QueuedReplication.Next.RETRY;
        } catch (RuntimeException | LinkageError unreachable) {
            return false; // comes back when its visibility timeout ends, and holds up nobody else
        }
    }

    /** Says of a message that the batch had no time left for it; it is delivered again. */
    void postpone(SQSMessage message, String requestId) {
        log.write(Outcome.QUEUED
                .entry()
                .counted()
                .measured(Metric.seconds(
                        Outcome.RETRY_AGE, age(attributes(message)).toSeconds()))
                .with("reason", "no time left in this batch")
                .with("messageId", message.getMessageId())
                .with("requestId", requestId));
    }

    private static Map<String, String> attributes(SQSMessage message) {
        return message.getAttributes() == null ? Map.of() : message.getAttributes();
    }

    private static Optional<String> check(SQSMessage message) {
        Map<String, MessageAttribute> attributes =
                message.getMessageAttributes() == null ? Map.of() : message.getMessageAttributes();
        return Optional.ofNullable(attributes.get(SignInCheck.MESSAGE_ATTRIBUTE))
                .map(MessageAttribute::getStringValue);
    }

    private static int deliveries(Map<String, String> attributes) {
        return Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1"));
    }

    /** Since the sign-up, when the message was put into the queue. */
    private Duration age(Map<String, String> attributes) {
        String sent = attributes.get("SentTimestamp");
        if (sent == null) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(Instant.ofEpochMilli(Long.parseLong(sent)), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
