package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.RetryMessage;
import io.github.cognitodr.userpool.SignInCheck;
import io.github.cognitodr.userpool.TimeLimit;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
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
    private final Duration patience;
    private volatile @Nullable String deadLetterQueueUrl;

    /** @param patience how long one call may take, all its attempts together */
    SqsRetryQueue(SqsClient sqs, String queueUrl, Duration patience) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.patience = patience;
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
        return new SqsRetryQueue(sqs, queueUrl, patience);
    }

    @Override
    public void put(RetryMessage message, String check, Deadline deadline) {
        Duration limit = deadline.remaining();
        call(
                "SendMessage",
                limit,
                () -> sqs.sendMessage(request -> request.queueUrl(queueUrl)
                        .messageBody(message.toJson())
                        .messageAttributes(attributes(Optional.of(check)))
                        .delaySeconds((int) BEFORE_FIRST_DELIVERY.toSeconds())
                        .overrideConfiguration(call -> call.apiCallTimeout(limit))));
    }

    @Override
    public void retryIn(String receiptHandle, Duration delay) {
        call(
                "ChangeMessageVisibility",
                patience,
                () -> sqs.changeMessageVisibility(request -> request.queueUrl(queueUrl)
                        .receiptHandle(receiptHandle)
                        .visibilityTimeout((int) delay.toSeconds())));
    }

    @Override
    public void putAside(String body, Optional<String> check) {
        String url = deadLetterQueueUrl();
        call(
                "SendMessage",
                patience,
                () -> sqs.sendMessage(
                        request -> request.queueUrl(url).messageBody(body).messageAttributes(attributes(check))));
    }

    private static Map<String, MessageAttributeValue> attributes(Optional<String> check) {
        return check.<Map<String, MessageAttributeValue>>map(value -> Map.of(
                        SignInCheck.MESSAGE_ATTRIBUTE,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build()))
                .orElse(Map.of());
    }

    /** A dead-letter queue stands in the same account and Region, and so differs in the last part of the URL only. */
    private String deadLetterQueueUrl() {
        @Nullable String known = deadLetterQueueUrl;
        if (known == null) {
            String policy = call(
                    "GetQueueAttributes",
                    patience,
                    () -> sqs.getQueueAttributes(request ->
                                    request.queueUrl(queueUrl).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                            .attributes()
                            .getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}"));
            if (!(Json.readObject(policy.getBytes(StandardCharsets.UTF_8)).get("deadLetterTargetArn")
                    instanceof String arn)) {
                throw new RetryQueueException("The retry queue has no dead-letter queue: set its redrive policy");
            }
            known = queueUrl.substring(0, queueUrl.lastIndexOf('/') + 1) + arn.substring(arn.lastIndexOf(':') + 1);
            deadLetterQueueUrl = known;
        }
        return known;
    }

    private static <T> T call(String operation, Duration limit, Supplier<T> call) {
        try {
            return TimeLimit.call(limit, call);
        } catch (TimeoutException over) {
            throw new RetryQueueException(operation + " on the retry queue failed: time over");
        } catch (SdkException failed) {
            // not chained: what goes wrong with a message may quote it
            throw new RetryQueueException(operation + " on the retry queue failed: "
                    + failed.getClass().getSimpleName());
        }
    }
}
