package io.github.cognitodr.replicate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.Pace;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.cognito.CognitoTargetPool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * {@link ReplicateOnConfirmation} wired alike but for the HTTP clients, which are those that the SDK picks by itself.
 * Nobody deploys this: the benchmark shows by it what the choice of the client is worth.
 */
public final class ReplicateOnDefaultHttpClients implements RequestStreamHandler {
    private final ReplicateOnConfirmation trigger;

    /** Called by the Lambda runtime. */
    public ReplicateOnDefaultHttpClients() {
        ReplicateConfig config = ReplicateConfig.from(new Environment(System.getenv()));
        StructuredLog log = new StructuredLog(
                "ReplicateOnDefaultHttpClients",
                line -> LambdaRuntime.getLogger().log(line));
        CognitoIdentityProviderClient cognito = CognitoIdentityProviderClient.builder()
                .region(Region.of(config.standbyPool().region()))
                .overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        SqsClient sqs = SqsClient.builder()
                .overrideConfiguration(client -> client.apiCallTimeout(SignUpReplication.QUEUE_BUDGET))
                .build();
        trigger = new ReplicateOnConfirmation(
                new SignUpReplication(
                        new UserCopier(
                                new CognitoTargetPool(cognito, config.standbyPool()), config.signIn(), Pace.UNLIMITED),
                        config.signIn(),
                        new SqsRetryQueue(sqs, config.retryQueueUrl(), SignUpReplication.QUEUE_BUDGET),
                        new StandbyCircuit()),
                log);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        trigger.handleRequest(input, output, context);
    }
}
