package io.github.cognitodr.infra;

import java.nio.file.Path;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.constructs.Construct;

/** The two functions of the primary Region that bring users to the standby pool, and the queue between them. */
final class ReplicationFunctions extends Construct {

    /** Cognito waits five seconds for a trigger, and not longer by any setting. */
    static final Duration TRIGGER_TIMEOUT = Duration.seconds(5);

    private static final int RETRY_BATCH = 10;

    /** Lambda asks for at least its timeout; six times lets throttled calls be tried again before a message returns. */
    private static final int VISIBILITY_IN_TIMEOUTS = 6;

    /** Two at a time, each with half of the passwords that the worker may set (replicate-lambda, PasswordPace). */
    private static final int RETRY_CONCURRENCY = 2;

    private static final String PACKAGE = "io.github.cognitodr.replicate.";

    private final DataKey key;
    private final WorkQueue retries;
    private final JavaFunction onConfirmation;
    private final JavaFunction fromQueue;

    ReplicationFunctions(Construct scope, String id, Settings settings, Path jar, DataKey key, PoolReference standby) {
        super(scope, id);
        this.key = key;
        int retrySeconds = settings.functions().retryTimeoutSeconds();
        retries = WorkQueue.forRetries(this, "Retries", key, Duration.seconds(VISIBILITY_IN_TIMEOUTS * retrySeconds));
        Map<String, String> environment = Map.of(
                "STANDBY_USER_POOL_ID", standby.id(),
                "RETRY_QUEUE_URL", retries.queue().getQueueUrl(),
                "USERNAME_ATTRIBUTE", settings.pools().signIn().attribute());
        onConfirmation = new JavaFunction(
                this,
                "ReplicateOnConfirmation",
                settings,
                new JavaFunction.Spec(
                        "Post Confirmation of the primary pool: the user exists in the standby pool",
                        PACKAGE + "ReplicateOnConfirmation::handleRequest",
                        jar,
                        TRIGGER_TIMEOUT,
                        settings.functions().triggerMemoryMb(),
                        environment));
        onConfirmation.allow(
                ensuring(standby),
                JavaFunction.statement(retries.queue().getQueueArn(), "sqs:SendMessage"),
                key.using());
        fromQueue = new JavaFunction(
                this,
                "ReplicateFromQueue",
                settings,
                new JavaFunction.Spec(
                        "Looks after everybody who has signed up: copies whom the trigger could not",
                        PACKAGE + "ReplicateFromQueue::handleRequest",
                        jar,
                        Duration.seconds(retrySeconds),
                        settings.functions().retryMemoryMb(),
                        environment));
    }

    /** Gives the worker the pool it reads from, which the trigger must not know: the pool itself names the trigger. */
    void replicateFrom(PoolReference primary, PoolReference standby) {
        fromQueue.allow(
                JavaFunction.statement(primary.arn(), "cognito-idp:AdminGetUser"),
                ensuring(standby),
                // Somebody may have been disabled since the sign-up; the trigger meets nobody who is.
                JavaFunction.statement(standby.arn(), "cognito-idp:AdminDisableUser"),
                JavaFunction.consuming(retries.queue()),
                // What cannot get better goes there at once instead of after 1,000 receives.
                JavaFunction.statement(retries.deadLetters().getQueueArn(), "sqs:SendMessage"),
                key.using());
        fromQueue.consume(
                retries.queue(),
                EventSourceMappingOptions.builder().batchSize(RETRY_BATCH).maxConcurrency(RETRY_CONCURRENCY));
    }

    WorkQueue retries() {
        return retries;
    }

    JavaFunction onConfirmation() {
        return onConfirmation;
    }

    JavaFunction fromQueue() {
        return fromQueue;
    }

    /** The calls that make a user exist in the standby pool, and no other. */
    private static PolicyStatement ensuring(PoolReference standby) {
        return JavaFunction.statement(
                standby.arn(),
                "cognito-idp:AdminCreateUser",
                "cognito-idp:AdminSetUserPassword",
                "cognito-idp:AdminGetUser");
    }
}
