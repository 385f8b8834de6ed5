package io.github.cognitodr.replicate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.UserLookup;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.CognitoTargetPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Worker of the retry queue: replicates whom the trigger could not. Answers record by record, so that one person's
 * failure holds up nobody else.
 */
public final class ReplicateFromQueue implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration QUEUE_PATIENCE = Duration.ofSeconds(3);
    private static final Duration FOR_ONE_PERSON = QueuedReplication.BUDGET.plus(QUEUE_PATIENCE);

    private final QueuedReplication replication;
    private final RetryQueue queue;
    private final StructuredLog log;

    /** Called by the Lambda runtime; reads the environment once. */
    public ReplicateFromQueue() {
        this(ReplicateConfig.from(new Environment(System.getenv())));
    }

    private ReplicateFromQueue(ReplicateConfig config) {
        this(
                new QueuedReplication(
                        primaryPools(),
                        new UserCopier(CognitoTargetPool.of(config.standbyPool(), PATIENCE), config.signIn())),
                SqsRetryQueue.of(config.retryQueueUrl(), QUEUE_PATIENCE),
                new StructuredLog(line -> LambdaRuntime.getLogger().log(line)));
    }

    ReplicateFromQueue(QueuedReplication replication, RetryQueue queue, StructuredLog log) {
        this.replication = replication;
        this.queue = queue;
        this.log = log;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<BatchItemFailure> again = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            boolean enoughTime = context.getRemainingTimeInMillis() > FOR_ONE_PERSON.toMillis();
            if (!enoughTime || !settleGuarded(message, context.getAwsRequestId())) {
                again.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(again);
    }

    /** One person's defect holds up nobody else: the message stays, and the others are dealt with. */
    private boolean settleGuarded(SQSMessage message, String requestId) {
        try {
            return settle(message, requestId);
        } catch (RuntimeException unexpected) {
            // its message may quote a user's record, and is not logged
            log.error(
                    Outcome.FAILED.metric(),
                    Map.of(
                            "requestId", requestId,
                            "messageId", message.getMessageId(),
                            "error", unexpected.getClass().getName()));
            return false;
        }
    }

    /** Whether the message has been dealt with and may be deleted. */
    private boolean settle(SQSMessage message, String requestId) {
        Stopwatch stopwatch = Stopwatch.start();
        QueuedReplication.Result result = replication.replicate(message.getBody());
        Map<String, Object> fields = Map.of(
                "requestId", requestId,
                "messageId", message.getMessageId(),
                "milliseconds", stopwatch.milliseconds(),
                "reason", result.reason());
        boolean settled;
        try {
            if (result.retry()) {
                queue.retryIn(message.getReceiptHandle(), RetryPause.after(deliveries(message)));
            }
            if (result.isToBePutAside()) {
                queue.putAside(message.getBody());
            }
            settled = !result.retry();
        } catch (RetryQueueException unreachable) {
            settled = false; // comes back when its visibility timeout ends
        }
        if (result.isToBePutAside()) {
            log.error(result.outcome().metric(), fields);
        } else {
            log.info(result.outcome().metric(), fields);
        }
        return settled;
    }

    private static int deliveries(SQSMessage message) {
        Map<String, String> attributes = message.getAttributes() == null ? Map.of() : message.getAttributes();
        return Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1"));
    }

    /** One client a pool, kept for the next invocation. */
    private static Function<UserPoolId, UserLookup> primaryPools() {
        Map<UserPoolId, UserLookup> pools = new ConcurrentHashMap<>();
        return pool -> pools.computeIfAbsent(pool, id -> CognitoTargetPool.of(id, PATIENCE));
    }
}
