package io.github.cognitodr.drill;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.lambda.FunctionDefinition;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.sandbox.lambda.LambdaHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What the CDK app deploys, made on the sandbox by the same names and in the same order: the standby first, since the
 * primary's functions need its pool's id.
 */
final class Deployment {

    /** Seconds that one snapshot stands for; 300 on AWS, short here so that nobody waits. */
    static final int WINDOW_SECONDS = 2;

    /** Seconds that the last sign-up of a window gets to settle; 60 on AWS. */
    static final int SETTLE_SECONDS = 1;

    static final String BUCKET = "cognito-dr-snapshots";

    /** Cognito waits five seconds for a trigger, and not longer by any setting. */
    private static final Duration TRIGGER_TIMEOUT = Duration.ofSeconds(5);

    private static final String IMPORT_ROLE = "arn:aws:iam::123456789012:role/cognito-dr-user-import";

    private final Sandbox sandbox;
    private final Jars jars;
    private final List<LambdaFunction> functions = new ArrayList<>();
    private final WorkQueues queues;
    private final LambdaFunction asksForSnapshot;
    private final LambdaFunction takesSnapshot;
    private final CompletableFuture<@Nullable Void> replication;
    private final Pool tokyo;
    private final Pool osaka;
    private @Nullable CompletableFuture<@Nullable Void> snapshots;

    private Deployment(Sandbox sandbox, Jars jars) {
        this.sandbox = sandbox;
        this.jars = jars;
        queues = WorkQueues.create(
                sandbox.sqsClient(Regions.TOKYO), sandbox.sqsClient(Regions.OSAKA), WINDOW_SECONDS + SETTLE_SECONDS);
        asksForSnapshot = snapshotFunction("SnapshotOnConfirmation", TRIGGER_TIMEOUT, 512, 10);
        takesSnapshot = snapshotFunction("TakeSnapshot", Duration.ofMinutes(15), 1_024, 2);
        osaka = new PoolSetup(sandbox.cognitoClient(Regions.OSAKA), Regions.OSAKA)
                .create("standby", live(asksForSnapshot));
        LambdaFunction replicates = replicationFunction("ReplicateOnConfirmation", TRIGGER_TIMEOUT, 10);
        LambdaFunction retries = replicationFunction("ReplicateFromQueue", Duration.ofMinutes(1), 2);
        tokyo = new PoolSetup(sandbox.cognitoClient(Regions.TOKYO), Regions.TOKYO).create("primary", live(replicates));
        nameOutputs();
        replication = inBackground(() -> {
            replicates.warmUp();
            sandbox.lambda(Regions.TOKYO).connectQueue(queues.retries(), retries, 10, 2);
        });
    }

    /** What the stacks tell, by the names of their outputs. */
    private void nameOutputs() {
        sandbox.cloudFormation(Regions.TOKYO)
                .put(
                        "CognitoDrPrimary",
                        Map.of(
                                "UserPoolId", tokyo.id(),
                                "UserImportRoleArn", IMPORT_ROLE,
                                "RetryQueueUrl", queues.retries(),
                                "RetryDeadLetterQueueUrl", queues.retryDeadLetters()));
        sandbox.cloudFormation(Regions.OSAKA)
                .put(
                        "CognitoDrStandby",
                        Map.of(
                                "UserPoolId", osaka.id(),
                                "UserImportRoleArn", IMPORT_ROLE,
                                "BackupBucketName", BUCKET,
                                "SnapshotQueueUrl", queues.snapshots(),
                                "SnapshotDeadLetterQueueUrl", queues.snapshotDeadLetters()));
    }

    /** Deploys the pools, and all that a sign-up in Tokyo needs. */
    static Deployment on(Sandbox sandbox, Jars jars) {
        return new Deployment(sandbox, jars);
    }

    /** Waits until people can sign up in Tokyo. */
    void awaitReplication() {
        await(replication);
    }

    /** Brings up in the background what a sign-up in Osaka needs; S3 takes some seconds. */
    void beginSnapshots() {
        if (snapshots == null) {
            snapshots = CompletableFuture.allOf(
                            inBackground(() -> sandbox.s3Client().createBucket(bucket -> bucket.bucket(BUCKET))),
                            inBackground(asksForSnapshot::warmUp),
                            inBackground(takesSnapshot::warmUp))
                    .thenRun(() -> sandbox.lambda(Regions.OSAKA).connectQueue(queues.snapshots(), takesSnapshot, 1, 2));
        }
    }

    /** Waits until people can sign up in Osaka. */
    void awaitSnapshots() {
        beginSnapshots();
        await(Objects.requireNonNull(snapshots));
    }

    Pool tokyo() {
        return tokyo;
    }

    Pool osaka() {
        return osaka;
    }

    WorkQueues queues() {
        return queues;
    }

    /** Writes what the functions said, one file each, without those that said nothing. */
    void saveLogs(Path directory) throws IOException {
        for (LambdaFunction function : functions) {
            List<String> lines = function.logs();
            if (!lines.isEmpty()) {
                Files.write(directory.resolve(function.definition().name() + ".log"), lines);
            }
        }
    }

    private LambdaFunction replicationFunction(String name, Duration timeout, int maxConcurrency) {
        return create(
                Regions.TOKYO,
                name,
                "replicate",
                jars.replicate(),
                Map.of(
                        "STANDBY_USER_POOL_ID", osaka.id(),
                        "RETRY_QUEUE_URL", queues.retries(),
                        "USERNAME_ATTRIBUTE", "email"),
                timeout,
                512,
                maxConcurrency);
    }

    private LambdaFunction snapshotFunction(String name, Duration timeout, int memory, int maxConcurrency) {
        return create(
                Regions.OSAKA,
                name,
                "backup",
                jars.backup(),
                Map.of(
                        "SNAPSHOT_QUEUE_URL",
                        queues.snapshots(),
                        "BACKUP_BUCKET",
                        BUCKET,
                        "LIST_USERS_RPS",
                        "20",
                        "SNAPSHOT_WINDOW_SECONDS",
                        Integer.toString(WINDOW_SECONDS),
                        "SNAPSHOT_SETTLE_SECONDS",
                        Integer.toString(SETTLE_SECONDS),
                        "USERNAME_ATTRIBUTE",
                        "email"),
                timeout,
                memory,
                maxConcurrency);
    }

    private LambdaFunction create(
            String region,
            String name,
            String part,
            Path jar,
            Map<String, String> environment,
            Duration timeout,
            int memory,
            int maxConcurrency) {
        LambdaHost lambda = sandbox.lambda(region);
        LambdaFunction function = lambda.create(new FunctionDefinition(
                name,
                jar,
                "io.github.cognitodr." + part + "." + name + "::handleRequest",
                environment,
                timeout,
                memory,
                maxConcurrency));
        functions.add(function);
        return function;
    }

    /** The alias that everybody calls a function by; a version's ARN is refused by Cognito. */
    private static String live(LambdaFunction function) {
        return function.arn() + ":live";
    }

    private static CompletableFuture<@Nullable Void> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, task -> {
            Thread thread = new Thread(task, "deployment");
            thread.setDaemon(true);
            thread.start();
        });
    }

    private static void await(CompletableFuture<@Nullable Void> part) {
        try {
            part.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new DrillException("the deployment failed: " + cause.getMessage(), cause);
        }
    }
}
