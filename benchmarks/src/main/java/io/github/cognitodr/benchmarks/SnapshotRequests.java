package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.lambda.FunctionDefinition;
import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queue that the trigger of the snapshots asks in. Each person signs up in a pool of their own, so that each has to be
 * asked for: the requests of one pool are the same for all of a window.
 */
final class SnapshotRequests implements Scene {
    private static final String STANDBY = "ap-northeast-3";
    private static final int LARGEST_BATCH = 10;

    private final Sandbox sandbox;
    private final SqsClient sqs;
    private final String queueUrl;
    private int functions;

    SnapshotRequests(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.sqs = sandbox.sqsClient(STANDBY);
        this.queueUrl = sqs.createQueue(create -> create.queueName("snapshots.fifo")
                        .attributes(Map.of(
                                QueueAttributeName.FIFO_QUEUE, "true",
                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")))
                .queueUrl();
    }

    @Override
    public LambdaFunction function(Variant variant, Supplier<JavaRuntime> java) {
        functions++;
        return sandbox.lambda(STANDBY)
                .create(
                        new FunctionDefinition(
                                "snapshot-" + functions,
                                variant.jar(),
                                variant.handler() + "::handleRequest",
                                SnapshotSettings.environment(queueUrl, "not-asked-for", SnapshotSettings.QUOTA),
                                TIMEOUT,
                                MEMORY_MEGABYTES,
                                1),
                        java);
    }

    @Override
    public boolean isServed(Newcomer person) {
        List<Message> requests = sqs.receiveMessage(
                        receive -> receive.queueUrl(queueUrl).maxNumberOfMessages(LARGEST_BATCH))
                .messages();
        for (Message request : requests) {
            sqs.deleteMessage(delete -> delete.queueUrl(queueUrl).receiptHandle(request.receiptHandle()));
        }
        return requests.size() == 1 && requests.get(0).body().contains("\"" + person.poolId() + "\"");
    }
}
