package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The snapshot queue in SQS: FIFO, one message group a pool, deduplicated by content, delayed by window and settling.
 * Thread-safe.
 */
final class SqsSnapshotQueue implements SnapshotQueue {
    private final SqsClient sqs;
    private final String queueUrl;

    private SqsSnapshotQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /**
     * The queue of this URL, in the function's own Region.
     *
     * @param patience how long one call may take, all its attempts together
     */
    static SqsSnapshotQueue of(String queueUrl, Duration patience) {
        return new SqsSnapshotQueue(
                SqsClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder()
                                .connectionTimeout(patience)
                                .socketTimeout(patience))
                        .overrideConfiguration(client -> client.apiCallTimeout(patience))
                        .build(),
                queueUrl);
    }

    @Override
    public void ask(SnapshotRequest request) {
        call(
                "SendMessage",
                () -> sqs.sendMessage(message -> message.queueUrl(queueUrl)
                        .messageGroupId(group(request.userPoolId()))
                        .messageBody(request.toJson())));
    }

    @Override
    public void askAgainIn(String receiptHandle, Duration delay) {
        call(
                "ChangeMessageVisibility",
                () -> sqs.changeMessageVisibility(message -> message.queueUrl(queueUrl)
                        .receiptHandle(receiptHandle)
                        .visibilityTimeout((int) delay.toSeconds())));
    }

    private static String group(UserPoolId pool) {
        return pool.value();
    }

    private static <T> T call(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw new SnapshotRequestException(operation + " on the snapshot queue failed", failed);
        }
    }
}
