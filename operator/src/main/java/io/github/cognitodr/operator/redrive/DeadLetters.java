package io.github.cognitodr.operator.redrive;

import io.github.cognitodr.operator.aws.AwsTrouble;
import io.github.cognitodr.operator.deployment.Deployment;
import io.github.cognitodr.operator.deployment.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidIdFormatException;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * A queue and its dead letters in SQS. Whoever is killed leaves messages that come back by themselves when their visibility
 * ends. For one thread.
 */
final class DeadLetters {
    /** Long enough to look everybody up, and for a person to read the plan; then the messages are anybody's again. */
    static final Duration HELD = Duration.ofMinutes(15);

    /** For sending one and deleting it. */
    private static final Duration AT_WORK = Duration.ofMinutes(2);

    private static final int BATCH = 10;
    private static final int LONG_POLL_SECONDS = 2;

    private final SqsClient sqs;
    private final Queue queue;
    private final String liveUrl;
    private final String deadUrl;
    private final String region;

    DeadLetters(Deployment deployment, Queue queue) {
        this.sqs = deployment.sqs(queue);
        this.queue = queue;
        this.liveUrl = deployment.queueUrl(queue);
        this.deadUrl = deployment.deadLetterUrl(queue);
        this.region = deployment.region(queue.side());
    }

    /** Some of them, which nobody else sees then; empty if there is none that nobody else looks at. */
    List<DeadLetter> receive(int most) {
        List<DeadLetter> letters = new ArrayList<>();
        while (letters.size() < most) {
            int next = Math.min(BATCH, most - letters.size());
            List<DeadLetter> batch = call(
                    "sqs:ReceiveMessage",
                    deadUrl,
                    () -> sqs
                            .receiveMessage(request -> request.queueUrl(deadUrl)
                                    .maxNumberOfMessages(next)
                                    .waitTimeSeconds(LONG_POLL_SECONDS)
                                    .visibilityTimeout((int) HELD.toSeconds())
                                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                    .messageAttributeNames("All"))
                            .messages()
                            .stream()
                            .map(DeadLetter::of)
                            .toList());
            if (batch.isEmpty()) {
                break;
            }
            letters.addAll(batch);
        }
        return letters;
    }

    /** Shows a message to others at once. */
    void giveBack(DeadLetter letter) {
        visibility(letter, Duration.ZERO);
    }

    /** Makes sure that nobody else has the message; false if it was held for too long, and so is anybody's. */
    boolean hold(DeadLetter letter) {
        return visibility(letter, AT_WORK);
    }

    /** Into the live queue, with what it carried. */
    void send(DeadLetter letter, String group) {
        call(
                "sqs:SendMessage",
                liveUrl,
                () -> sqs.sendMessage(request -> request.queueUrl(liveUrl)
                        .messageBody(letter.body())
                        .messageAttributes(letter.attributes())
                        // deduplicated by content: the same request once in five minutes is enough
                        .messageGroupId(queue == Queue.SNAPSHOT ? group : null)));
    }

    void delete(DeadLetter letter) {
        call(
                "sqs:DeleteMessage",
                deadUrl,
                () -> sqs.deleteMessage(request -> request.queueUrl(deadUrl).receiptHandle(letter.receipt())));
    }

    private boolean visibility(DeadLetter letter, Duration visibility) {
        return call("sqs:ChangeMessageVisibility", deadUrl, () -> {
            try {
                sqs.changeMessageVisibility(request -> request.queueUrl(deadUrl)
                        .receiptHandle(letter.receipt())
                        .visibilityTimeout((int) visibility.toSeconds()));
                return true;
            } catch (MessageNotInflightException | ReceiptHandleIsInvalidException | InvalidIdFormatException gone) {
                return false;
            } catch (SqsException refused) {
                // SQS says so of a message whose visibility is over (API reference, ChangeMessageVisibility)
                if ("InvalidParameterValue".equals(refused.awsErrorDetails().errorCode())) {
                    return false;
                }
                throw refused;
            }
        });
    }

    private <T> T call(String action, String url, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw AwsTrouble.of(failed, action, url, "SQS", region);
        }
    }
}
