package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.lambda.FunctionDefinition;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.UserPoolId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Snapshots of a pool, taken by the jar that is deployed. */
final class TakenSnapshots {
    private static final Path JAR = Path.of("..", "backup-lambda", "target", "backup-lambda.jar");
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    private final UserPoolId pool;
    private final LambdaFunction worker;
    private int taken;

    TakenSnapshots(Sandbox sandbox, UserPoolId pool, String bucket) {
        this.pool = pool;
        worker = sandbox.lambda(pool.region())
                .create(new FunctionDefinition(
                        "take-snapshot",
                        JAR,
                        "io.github.cognitodr.backup.TakeSnapshot::handleRequest",
                        Map.of(
                                "SNAPSHOT_QUEUE_URL", "https://sqs.ap-northeast-3.amazonaws.com/123456789012/none.fifo",
                                "BACKUP_BUCKET", bucket,
                                "LIST_USERS_RPS", "1000",
                                "SNAPSHOT_WINDOW_SECONDS", "300",
                                "SNAPSHOT_SETTLE_SECONDS", "60",
                                "USERNAME_ATTRIBUTE", "email"),
                        TIMEOUT,
                        512,
                        1));
    }

    /** Takes one that begins from now on. */
    void take() throws InterruptedException {
        // Ids are to the second: one that is begun in this very second might be older than this request.
        Instant startAfter = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Thread.sleep(Duration.between(Instant.now(), startAfter).toMillis() + 1);
        String request = json(Map.of("userPoolId", pool.value(), "startAfter", startAfter.toString()));
        String event = json(Map.of(
                "Records",
                List.of(Map.of(
                        "messageId",
                        "1",
                        "receiptHandle",
                        "1",
                        "body",
                        request,
                        "attributes",
                        Map.of("ApproximateReceiveCount", "1"),
                        "messageAttributes",
                        Map.of(),
                        "eventSource",
                        "aws:sqs",
                        "eventSourceARN",
                        "arn:aws:sqs:ap-northeast-3:123456789012:none.fifo",
                        "awsRegion",
                        pool.region()))));

        InvocationResult result = worker.invoke(event.getBytes(StandardCharsets.UTF_8));

        assertThat(result).as("%s", worker.logs()).isInstanceOf(InvocationResult.Answered.class);
        taken++;
        assertThat(worker.logs())
                .filteredOn(line -> line.contains("\"outcome\":\"SnapshotTaken\""))
                .hasSize(taken);
    }

    private static String json(Map<String, ?> members) {
        return new String(Json.write(members), StandardCharsets.UTF_8);
    }
}
