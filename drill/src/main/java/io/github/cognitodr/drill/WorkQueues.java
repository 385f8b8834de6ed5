package io.github.cognitodr.drill;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues' URLs: retries in Tokyo, requests for snapshots in Osaka, each with its dead letters. */
record WorkQueues(String retries, String retryDeadLetters, String snapshots, String snapshotDeadLetters) {

    /**
     * Creates them as the stacks do.
     *
     * @param snapshotDelaySeconds window and settling time
     */
    static WorkQueues create(SqsClient tokyo, SqsClient osaka, int snapshotDelaySeconds) {
        String retryDeadLetters = create(tokyo, "retries-dead-letters", Map.of());
        String retries = create(
                tokyo,
                "retries",
                Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "360",
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive(tokyo, retryDeadLetters, 1_000)));
        String snapshotDeadLetters =
                create(osaka, "snapshots-dead-letters.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        String snapshots = create(
                osaka,
                "snapshots.fifo",
                Map.of(
                        QueueAttributeName.FIFO_QUEUE,
                        "true",
                        QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                        "true",
                        QueueAttributeName.DELAY_SECONDS,
                        Integer.toString(snapshotDelaySeconds),
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "1000",
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive(osaka, snapshotDeadLetters, 200)));
        return new WorkQueues(retries, retryDeadLetters, snapshots, snapshotDeadLetters);
    }

    private static String create(SqsClient sqs, String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(queue -> queue.queueName(name).attributes(new HashMap<>(attributes)))
                .queueUrl();
    }

    private static String redrive(SqsClient sqs, String deadLetters, int maxReceives) {
        String arn = sqs.getQueueAttributes(
                        queue -> queue.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
        return "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":" + maxReceives + "}";
    }
}
