package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.cognito.Traffic;
import io.github.cognitodr.sandbox.lambda.FunctionDefinition;
import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Pools of made-up users, a bucket for them, and functions that save them there, each in a process of its own. */
final class SnapshotScene {
    private static final String LIST_USERS = "ListUsers";
    private static final String DONE = "{\"batchItemFailures\":[]}";

    /** The longest that Lambda allows, as the stacks have it. */
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private final Sandbox sandbox;
    private final String region;
    private final String bucket;
    private final Jars jars;
    private final CognitoIdentityProviderClient cognito;
    private final String queueUrl;
    private int functions;

    /** @param region one of the sandbox's, of which each has a scene of its own */
    SnapshotScene(Sandbox sandbox, String region, Jars jars) {
        this.sandbox = sandbox;
        this.region = region;
        this.bucket = "snapshots-" + region;
        this.jars = jars;
        this.cognito = sandbox.cognitoClient(region);
        this.queueUrl = sandbox.sqsClient(region)
                .createQueue(create ->
                        create.queueName("snapshots.fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
        sandbox.s3Client().createBucket(create -> create.bucket(bucket));
    }

    /** A pool such as the stacks make, with so many users. */
    String pool(int users) {
        String pool = cognito.createUserPool(create -> create.poolName("people")
                        .usernameAttributes(UsernameAttributeType.EMAIL)
                        .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        .mfaConfiguration(UserPoolMfaType.ON)
                        .schema(text("origin_sub", 64), text("note", 2_048)))
                .userPool()
                .id();
        sandbox.cognito(region).populate(pool, 0, users);
        return pool;
    }

    /**
     * Lets a fresh process save a pool, checks what it saved, and removes that.
     *
     * @param memoryMegabytes of the function, of which its heap gets 85 %
     * @return empty if the memory was not enough
     * @throws BenchmarkException if the function failed for another reason, or did not save everybody
     */
    Optional<SnapshotFigures> save(
            SnapshotFunction what, JavaRuntime java, int memoryMegabytes, int listUsersRps, String pool, int users) {
        functions++;
        FunctionDefinition definition = new FunctionDefinition(
                "snapshot-" + functions,
                what.jar(jars),
                what.handler(),
                SnapshotSettings.listingEnvironment(queueUrl, bucket, listUsersRps),
                TIMEOUT,
                memoryMegabytes,
                1);
        SavedPool saved = new SavedPool(sandbox.s3Client(), bucket, pool);
        try (LambdaFunction function = sandbox.lambda(region).create(definition, java)) {
            function.warmUp();
            Traffic.Count callsBefore = sandbox.cognito(region).traffic().of(LIST_USERS);
            Duration sandboxBefore = ownProcessorTime();
            long start = System.nanoTime();
            InvocationResult result = function.invoke(event(pool));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            if (isOutOfMemory(result, function.logs())) {
                return Optional.empty();
            }
            if (!(result instanceof InvocationResult.Answered answer)
                    || !new String(answer.payload(), StandardCharsets.UTF_8).equals(DONE)) {
                throw new BenchmarkException(
                        what.label() + " did not save the pool: " + result + ": " + last(function));
            }
            SnapshotFigures figures = new SnapshotFigures(
                    users,
                    took,
                    function.processorTime(),
                    ownProcessorTime().minus(sandboxBefore),
                    function.peakMemoryBytes(),
                    sandbox.cognito(region).traffic().of(LIST_USERS).since(callsBefore));
            // A JVM that was told to record something writes it now.
            function.endGently();
            what.check(saved, users);
            return Optional.of(figures);
        } finally {
            saved.remove();
        }
    }

    /** As an SQS event source sends it. (Lambda developer guide, Using Lambda with Amazon SQS) */
    private static byte[] event(String pool) {
        String request = "{\\\"userPoolId\\\":\\\"" + pool + "\\\",\\\"startAfter\\\":\\\""
                + Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.SECONDS) + "\\\"}";
        return ("{\"Records\":[{\"messageId\":\"m1\",\"receiptHandle\":\"r1\",\"body\":\"" + request
                        + "\",\"attributes\":{\"ApproximateReceiveCount\":\"1\"},\"eventSource\":\"aws:sqs\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isOutOfMemory(InvocationResult result, List<String> logs) {
        return !(result instanceof InvocationResult.Answered)
                && (result.toString().contains("OutOfMemoryError")
                        || logs.stream().anyMatch(line -> line.contains("OutOfMemoryError")));
    }

    private static List<String> last(LambdaFunction function) {
        List<String> lines = function.logs();
        return lines.subList(Math.max(0, lines.size() - 20), lines.size());
    }

    private static Duration ownProcessorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static SchemaAttributeType text(String name, int longest) {
        return SchemaAttributeType.builder()
                .name(name)
                .attributeDataType(AttributeDataType.STRING)
                .mutable(true)
                .stringAttributeConstraints(bounds -> bounds.minLength("0").maxLength(Integer.toString(longest)))
                .build();
    }
}
