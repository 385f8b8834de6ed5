package io.github.cognitodr.replicate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.Pace;
import io.github.cognitodr.userpool.PassThroughTrigger;
import io.github.cognitodr.userpool.PostConfirmation;
import io.github.cognitodr.userpool.Priming;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.cognito.CognitoTargetPool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Post Confirmation trigger of the primary pool: makes each new user in the standby pool. */
public final class ReplicateOnConfirmation implements RequestStreamHandler {
    private final PassThroughTrigger trigger;

    /** Called by the Lambda runtime; reads the environment once. */
    public ReplicateOnConfirmation() {
        this(
                new Environment(System.getenv()),
                new StructuredLog(
                        "ReplicateOnConfirmation",
                        line -> LambdaRuntime.getLogger().log(line)));
    }

    private ReplicateOnConfirmation(Environment environment, StructuredLog log) {
        this(ReplicateConfig.from(environment), log);
        Priming.run(environment, ReplicateOnConfirmation::prime, log);
    }

    private ReplicateOnConfirmation(ReplicateConfig config, StructuredLog log) {
        this(
                new SignUpReplication(
                        new UserCopier(
                                CognitoTargetPool.of(config.standbyPool(), SignUpReplication.STANDBY_BUDGET),
                                config.signIn(),
                                Pace.UNLIMITED),
                        config.signIn(),
                        SqsRetryQueue.of(config.retryQueueUrl(), SignUpReplication.QUEUE_BUDGET),
                        new StandbyCircuit()),
                log);
    }

    ReplicateOnConfirmation(SignUpReplication replication, StructuredLog log) {
        this.trigger = new PassThroughTrigger(replication::replicate, log);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        trigger.handle(input, output, context.getAwsRequestId());
    }

    private static void prime() {
        SdkWarmUp.warmUp(CognitoIdentityProviderClient.class, SqsClient.class);
        PostConfirmation.prime();
    }
}
