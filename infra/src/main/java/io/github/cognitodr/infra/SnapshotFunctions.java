package io.github.cognitodr.infra;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** The two functions of the standby Region that save the pool, and the queue between them. */
final class SnapshotFunctions extends Construct {

    /** A request must not come back while its snapshot still runs. */
    private static final int LONGER_THAN_THE_RUN_SECONDS = 100;

    /**
     * A listing runs for minutes, which the second compiler is for ("for larger, computationally-intensive functions";
     * Lambda developer guide, Customize Java runtime startup). Pages pass through a young generation that holds all that
     * are in flight, so that memory stays as it is however long the listing.
     */
    private static final String JAVA_OPTIONS =
            "-XX:+TieredCompilation -XX:TieredStopAtLevel=4 -XX:+UseSerialGC" + " -Xms112m -Xmn80m -XX:SurvivorRatio=2";

    private static final String PACKAGE = "io.github.cognitodr.backup.";

    private final DataKey key;
    private final WorkQueue requests;
    private final Bucket bucket;
    private final JavaFunction onConfirmation;
    private final JavaFunction takeSnapshot;

    SnapshotFunctions(Construct scope, String id, Settings settings, Path jar, DataKey key, Bucket bucket) {
        super(scope, id);
        this.key = key;
        this.bucket = bucket;
        SnapshotSettings snapshots = settings.snapshots();
        int runSeconds = settings.functions().snapshotTimeoutSeconds();
        requests = WorkQueue.forSnapshots(
                this,
                "Requests",
                key,
                Duration.seconds(snapshots.windowSeconds() + snapshots.settleSeconds()),
                Duration.seconds(runSeconds + LONGER_THAN_THE_RUN_SECONDS));
        Map<String, String> environment = Map.of(
                "SNAPSHOT_QUEUE_URL", requests.queue().getQueueUrl(),
                "BACKUP_BUCKET", bucket.getBucketName(),
                "LIST_USERS_RPS", String.valueOf(snapshots.listUsersRps()),
                "SNAPSHOT_WINDOW_SECONDS", String.valueOf(snapshots.windowSeconds()),
                "SNAPSHOT_SETTLE_SECONDS", String.valueOf(snapshots.settleSeconds()),
                "USERNAME_ATTRIBUTE", settings.pools().signIn().attribute());
        onConfirmation = new JavaFunction(
                this,
                "SnapshotOnConfirmation",
                settings,
                new JavaFunction.Spec(
                        "Post Confirmation of the standby pool: asks for a snapshot, notes a password reset",
                        PACKAGE + "SnapshotOnConfirmation::handleRequest",
                        jar,
                        ReplicationFunctions.TRIGGER_TIMEOUT,
                        settings.functions().triggerMemoryMb(),
                        environment));
        onConfirmation.allow(
                JavaFunction.statement(requests.queue().getQueueArn(), "sqs:SendMessage"),
                JavaFunction.statement(bucket.arnForObjects("resets/*"), "s3:PutObject"),
                key.using());
        takeSnapshot = new JavaFunction(
                this,
                "TakeSnapshot",
                settings,
                new JavaFunction.Spec(
                        "Saves the standby pool to S3",
                        PACKAGE + "TakeSnapshot::handleRequest",
                        jar,
                        Duration.seconds(runSeconds),
                        settings.functions().snapshotMemoryMb(),
                        withJavaOptions(environment)));
    }

    /** Gives the worker the pool it lists, which the trigger must not know: the pool itself names the trigger. */
    void snapshot(PoolReference standby) {
        takeSnapshot.allow(
                JavaFunction.statement(
                        standby.arn(),
                        "cognito-idp:ListUsers",
                        "cognito-idp:DescribeUserPool",
                        "cognito-idp:GetCSVHeader"),
                JavaFunction.statement(
                        bucket.arnForObjects("snapshots/*"),
                        "s3:PutObject",
                        "s3:PutObjectTagging",
                        "s3:GetObject",
                        "s3:AbortMultipartUpload"),
                answeringMissingKeys(),
                JavaFunction.consuming(requests.queue()),
                key.using());
        takeSnapshot.consume(
                requests.queue(), EventSourceMappingOptions.builder().batchSize(1));
    }

    private static Map<String, String> withJavaOptions(Map<String, String> environment) {
        Map<String, String> more = new HashMap<>(environment);
        more.put("JAVA_TOOL_OPTIONS", JAVA_OPTIONS);
        return more;
    }

    WorkQueue requests() {
        return requests;
    }

    JavaFunction onConfirmation() {
        return onConfirmation;
    }

    JavaFunction takeSnapshot() {
        return takeSnapshot;
    }

    /**
     * S3 answers 404 for a missing key only to those who may list the bucket, and 403 to all others. A read names a
     * key and no prefix, so a condition that demanded the prefix would not hold there: it counts where one is named.
     */
    private PolicyStatement answeringMissingKeys() {
        return PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(bucket.getBucketArn()))
                .conditions(Map.of("StringLikeIfExists", Map.of("s3:prefix", "snapshots/*")))
                .build();
    }
}
