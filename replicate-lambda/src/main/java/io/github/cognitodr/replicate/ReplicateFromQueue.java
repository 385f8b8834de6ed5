package io.github.cognitodr.replicate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.Priming;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.UserLookup;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.CognitoTargetPool;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Worker of the retry queue: looks after everybody who has signed up a minute ago, and replicates whom the trigger could
 * not. Answers record by record, so that one person's failure holds up nobody else.
 */
public final class ReplicateFromQueue implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final RetryWorker worker;

    /** Called by the Lambda runtime; reads the environment once. */
    public ReplicateFromQueue() {
        this(
                new Environment(System.getenv()),
                new StructuredLog(
                        "ReplicateFromQueue", line -> LambdaRuntime.getLogger().log(line)));
    }

    private ReplicateFromQueue(Environment environment, StructuredLog log) {
        this(ReplicateConfig.from(environment), log);
        Priming.run(environment, () -> SdkWarmUp.warmUp(CognitoIdentityProviderClient.class, SqsClient.class), log);
    }

    private ReplicateFromQueue(ReplicateConfig config, StructuredLog log) {
        this(new RetryWorker(
                new QueuedReplication(
                        primaryPools(),
                        new UserCopier(
                                CognitoTargetPool.of(config.standbyPool(), PATIENCE),
                                config.signIn(),
                                new PasswordPace()),
                        config.signIn()),
                RetryWorker.queueOf(config),
                log,
                Clock.systemUTC()));
    }

    ReplicateFromQueue(RetryWorker worker) {
        this.worker = worker;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<BatchItemFailure> again = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            boolean enoughTime = context.getRemainingTimeInMillis() > RetryWorker.LIMIT.toMillis();
            if (!enoughTime) {
                worker.postpone(message, context.getAwsRequestId());
            }
            if (!enoughTime || !worker.settle(message, context.getAwsRequestId())) {
                again.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(again);
    }

    /** One client a pool, kept for the next invocation. */
    private static Function<UserPoolId, UserLookup> primaryPools() {
        Map<UserPoolId, UserLookup> pools = new ConcurrentHashMap<>();
        return pool -> pools.computeIfAbsent(pool, id -> CognitoTargetPool.of(id, PATIENCE));
    }
}
