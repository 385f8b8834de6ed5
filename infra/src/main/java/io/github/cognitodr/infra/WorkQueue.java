package io.github.cognitodr.infra;

import java.util.function.UnaryOperator;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/** A queue with its dead-letter queue, both encrypted with the Region's own key and reached over TLS only. */
final class WorkQueue extends Construct {

    /** The longest that SQS keeps a message: somebody has to look into the dead letters, and may be away. */
    private static final Duration LONGEST = Duration.days(14);

    /** Each one costs a request to KMS for everybody who sends or receives; SQS's own default is 5 minutes. */
    private static final Duration DATA_KEY_REUSE = Duration.hours(1);

    private final DataKey key;
    private final Queue queue;
    private final Queue deadLetters;

    private WorkQueue(
            Construct scope,
            String id,
            DataKey key,
            int maxReceives,
            UnaryOperator<Queue.Builder> both,
            UnaryOperator<Queue.Builder> main) {
        super(scope, id);
        this.key = key;
        deadLetters =
                both.apply(secured("DeadLetters")).retentionPeriod(LONGEST).build();
        queue = main.apply(both.apply(secured("Queue")))
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(deadLetters)
                        .maxReceiveCount(maxReceives)
                        .build())
                .build();
    }

    /**
     * Everybody who has signed up, until the worker has looked after them. Whatever may get better is tried again:
     * 1,000 receives at up to 15 minutes each last longer than the 10 days (and more than 4 days where only the visibility
     * timeout brings a message back), so an outage of days sends nobody to the dead letters; after 9 days the worker does,
     * since SQS forgets a message without a word when its retention ends.
     */
    static WorkQueue forRetries(Construct scope, String id, DataKey key, Duration visibility) {
        return new WorkQueue(
                scope,
                id,
                key,
                1_000,
                queue -> queue,
                queue -> queue.retentionPeriod(Duration.days(10)).visibilityTimeout(visibility));
    }

    /**
     * Requests for snapshots. All requests of a window have one body, so deduplication by content makes them one; the
     * delay lets the window end and its last sign-up settle before anybody lists.
     */
    static WorkQueue forSnapshots(Construct scope, String id, DataKey key, Duration delay, Duration visibility) {
        return new WorkQueue(
                scope,
                id,
                key,
                200,
                queue -> queue.fifo(true),
                queue -> queue.contentBasedDeduplication(true)
                        .deliveryDelay(delay)
                        .visibilityTimeout(visibility)
                        .retentionPeriod(LONGEST));
    }

    Queue queue() {
        return queue;
    }

    Queue deadLetters() {
        return deadLetters;
    }

    private Queue.Builder secured(String id) {
        return Queue.Builder.create(this, id)
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(key.key())
                .dataKeyReuse(DATA_KEY_REUSE)
                .enforceSsl(true);
    }
}
