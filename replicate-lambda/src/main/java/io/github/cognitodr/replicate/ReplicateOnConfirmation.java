package io.github.cognitodr.replicate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.PostConfirmation;
import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.StructuredLog;
import io.github.cognitodr.userpool.UserCopier;
import io.github.cognitodr.userpool.cognito.CognitoTargetPool;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Post Confirmation trigger of the primary pool: makes each new user in the standby pool. The answer is the event's own
 * bytes, whatever happens: a sign-up never fails because of the standby.
 */
public final class ReplicateOnConfirmation implements RequestStreamHandler {
    private final SignUpReplication replication;
    private final StructuredLog log;

    /** Called by the Lambda runtime; reads the environment once. */
    public ReplicateOnConfirmation() {
        this(
                ReplicateConfig.from(new Environment(System.getenv())),
                new StructuredLog(line -> LambdaRuntime.getLogger().log(line)));
    }

    private ReplicateOnConfirmation(ReplicateConfig config, StructuredLog log) {
        this(
                new SignUpReplication(
                        new UserCopier(
                                CognitoTargetPool.of(config.standbyPool(), SignUpReplication.STANDBY_BUDGET),
                                config.signIn()),
                        SqsRetryQueue.of(config.retryQueueUrl(), SignUpReplication.QUEUE_BUDGET),
                        log),
                log);
    }

    ReplicateOnConfirmation(SignUpReplication replication, StructuredLog log) {
        this.replication = replication;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        byte[] event = input.readAllBytes();
        replicate(event, context.getAwsRequestId());
        output.write(event);
    }

    private void replicate(byte[] event, String requestId) {
        Stopwatch stopwatch = Stopwatch.start();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("requestId", requestId);
        Outcome outcome;
        try {
            Optional<PostConfirmation> confirmation = PostConfirmation.parse(event);
            confirmation.ifPresent(known -> fields.put("sub", known.person().sub()));
            outcome = confirmation.map(replication::replicate).orElse(Outcome.SKIPPED);
        } catch (RuntimeException | LinkageError unexpected) {
            // a defect of ours, a class missing from the jar, an event of a new form: worth an alarm, not somebody's
            // sign-up. Its message may quote the event, and is not logged.
            fields.put("error", unexpected.getClass().getName());
            outcome = Outcome.FAILED;
        }
        fields.put("milliseconds", stopwatch.milliseconds());
        if (outcome == Outcome.FAILED) {
            log.error(outcome.metric(), fields);
        } else {
            log.info(outcome.metric(), fields);
        }
    }
}
