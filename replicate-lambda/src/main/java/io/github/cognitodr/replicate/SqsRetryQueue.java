package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The retry queue in SQS. Its dead-letter queue is the one its redrive policy names. Thread-safe. */
final class SqsRetryQueue implements RetryQueue {
    /**
     * Cognito may call the trigger again when it does not answer within five seconds; three times, as earlier editions of
     * the Guide had it. A minute after the first has put its message, none of those calls is at work any more, and the
     * worker may finish what one of them left half way.
     */
    private static final Duration BEFORE_FIRST_DELIVERY = Duration.ofSeconds(60);

    private final SqsClient sqs;
    private final String queueUrl;

    SqsRetryQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    /**
     * The queue of this URL, in the function's own Region.
     *
     * @param patience how long one call may take, all its attempts together
     */
    static SqsRetryQueue of(String queueUrl, Duration patience) {
        SqsClient sqs = SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(patience)
                        .socketTimeout(patience))
                .overrideConfiguration(client -> client.apiCallTimeout(patience))
                .build();
        return new SqsRetryQueue(sqs, queueUrl);
    }

    @Override
    public void put(RetryMessage message, Deadline deadline) {
        Duration left = deadline.remaining();
        if (left.isZero()) {
            throw new RetryQueueException("No time left for the retry queue");
        }
        call(
                "SendMessage",
                () -> sqs.sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(message.toJson())
                        .delaySeconds((int) BEFORE_FIRST_DELIVERY.toSeconds())
                        .overrideConfiguration(call -> call.apiCallTimeout(left))));
    }

    @Override
    public void retryIn(String receiptHandle, Duration delay) {
        call(
                "ChangeMessageVisibility",
                () -> sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl)
                        .receiptHandle(receiptHandle)
                        .visibilityTimeout((int) delay.toSeconds())));
    }

    @Override
    public void putAside(String body) {
        call(
                "SendMessage",
                () -> sqs.sendMessage(
                        request -> request.queueUrl(deadLetterQueueUrl()).messageBody(body)));
    }

    /** A dead-letter queue stands in the same account and Region, and so differs in the last part of the URL only. */
    private String deadLetterQueueUrl() {
        String policy = sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                .attributes()
                .get(QueueAttributeName.REDRIVE_POLICY);
        if (policy == null
                || !(Json.readObject(policy.getBytes(StandardCharsets.UTF_8)).get("deadLetterTargetArn")
                        instanceof String arn)) {
            throw new RetryQueueException("The retry queue has no dead-letter queue: set its redrive policy");
        }
        return queueUrl.substring(0, queueUrl.lastIndexOf('/') + 1) + arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static <T> T call(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failed) {
            // not chained: what goes wrong with a message may quote it
            throw new RetryQueueException(operation + " on the retry queue failed: "
                    + failed.getClass().getSimpleName());
        }
    }
}
