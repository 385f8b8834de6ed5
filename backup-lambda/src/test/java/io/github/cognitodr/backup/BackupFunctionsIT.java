package io.github.cognitodr.backup;

import static io.github.cognitodr.backup.BackedUpPool.BUCKET;
import static io.github.cognitodr.backup.BackedUpPool.OSAKA;
import static io.github.cognitodr.userpool.FunctionCalls.answer;
import static io.github.cognitodr.userpool.FunctionCalls.dailyCall;
import static io.github.cognitodr.userpool.FunctionCalls.sqsEvent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.s3.model.Tag;

/** The deployable jar under AWS's own runtime client, called by the sandbox's Cognito and by its queue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupFunctionsIT {
    /** Together more than the 10 MiB of two parts, and each within the 16,000 characters of a row. */
    private static final int LONG_ROWS = 800;

    private static final List<String> LONG_ATTRIBUTES =
            List.of("name", "given_name", "family_name", "middle_name", "nickname", "custom:note", "address");

    private final BackedUpPool pool =
            new BackedUpPool(BackedUpPool.Settings.usual().window(2, 1));
    private final LambdaFunction trigger = pool.trigger("trigger", Map.of(), 2);
    private final LambdaFunction worker = pool.worker("worker", Map.of());

    @BeforeAll
    void attach() {
        pool.attach(trigger);
        pool.sandbox.lambda(OSAKA).connectQueue(pool.queueUrl, worker, 1, 2);
        trigger.warmUp();
    }

    @AfterAll
    void stop() {
        pool.close();
    }

    @AfterEach
    void recover() {
        pool.sandbox.cognito(OSAKA).faults().clear();
    }

    @Test
    void theDailyCallOfTheScheduleDoesNothingAndIsCountedNowhere() {
        for (LambdaFunction function : List.of(trigger, worker)) {
            int lines = function.logs().size();

            assertThat(function.invoke(dailyCall())).isInstanceOf(InvocationResult.Answered.class);

            assertThat(function.logs().stream().skip(lines)).noneMatch(line -> line.contains("_aws"));
        }
    }

    @Test
    void aSignUpEndsUpInASealedSnapshot() throws InterruptedException {
        pool.create("copy@example.com", "email_verified", "true", "custom:origin_sub", "sub-of-tokyo");
        Instant before = Instant.now();

        String sub = signUp("born@example.com");

        String id = awaitSnapshotAfter(before);
        SealedSnapshot snapshot = pool.snapshot(id).assertWhole();
        assertThat(new String(snapshot.onlyFile("new-users"), UTF_8))
                .contains("born@example.com")
                .doesNotContain("copy@example.com");
        assertThat(new String(snapshot.onlyFile("users"), UTF_8)).contains("born@example.com", "copy@example.com");
        assertThat(snapshot.everybody()).containsKey(sub);
        String users = pool.folder() + id + "/users-0001.csv";
        assertThat(pool.s3
                        .getObjectTagging(request -> request.bucket(BUCKET).key(users))
                        .tagSet())
                .containsExactly(Tag.builder().key("retention").value("monthly").build());
    }

    @Test
    void manyRowsAreUploadedInParts() {
        UserPoolId large = SandboxPools.emailPool(pool.osaka);
        String text = "x".repeat(2020);
        IntStream.range(0, LONG_ROWS).parallel().forEach(number -> {
            List<AttributeType> attributes = new ArrayList<>(List.of(
                    BackedUpPool.attribute("email", "person" + number + "@example.com"),
                    BackedUpPool.attribute("email_verified", "true")));
            LONG_ATTRIBUTES.forEach(name -> attributes.add(
                    BackedUpPool.attribute(name, ThreadLocalRandom.current().nextLong() + text)));
            pool.osaka.adminCreateUser(request -> request.userPoolId(large.value())
                    .username("person" + number + "@example.com")
                    .messageAction(MessageActionType.SUPPRESS)
                    .userAttributes(attributes));
        });

        assertThat(invokeWorker(large, Instant.now().minusSeconds(1))).isEqualTo("{\"batchItemFailures\":[]}");

        Map<String, Object> latest = Json.readObject(bytes("snapshots/" + large.value() + "/latest.json"));
        String users = "snapshots/" + large.value() + "/" + latest.get("snapshotId") + "/users-0001.csv";
        assertThat(text(users).lines()).hasSize(LONG_ROWS + 1);
        assertThat(pool.s3
                        .headObject(request -> request.bucket(BUCKET).key(users))
                        .eTag())
                .as("an entity tag of a multipart upload of three parts")
                .endsWith("-3\"");
    }

    @Test
    void aPoolThatCannotBeListedKeepsTheRequest() {
        pool.sandbox.cognito(OSAKA).faults().set("DescribeUserPool", Fault.error500());
        pool.sandbox.cognito(OSAKA).faults().set("GetCSVHeader", Fault.error500());

        assertThat(invokeWorker(
                        new UserPoolId("ap-northeast-3_Nowhere99"),
                        Instant.now().minusSeconds(1)))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"}]}");
    }

    @Test
    void logsNameNobody() {
        signUp("quiet@example.com");

        assertThat(trigger.logs()).isNotEmpty();
        assertThat(List.of(trigger.logs(), worker.logs()))
                .allSatisfy(lines -> assertThat(lines).noneMatch(line -> line.contains("@example.com")));
    }

    @ParameterizedTest
    @CsvSource({
        "SnapshotOnConfirmation, SNAPSHOT_QUEUE_URL, ''",
        "SnapshotOnConfirmation, SNAPSHOT_WINDOW_SECONDS, 301",
        "TakeSnapshot, BACKUP_BUCKET, s3://x",
        "TakeSnapshot, LIST_USERS_RPS, fast",
    })
    void aMalformedEnvironmentEndsTheStartWithTheVariablesName(String handler, String name, String value) {
        String function = "broken-" + handler + "-" + name;
        LambdaFunction broken = handler.equals("TakeSnapshot")
                ? pool.worker(function, Map.of(name, value))
                : pool.trigger(function, Map.of(name, value), 1);

        assertThat(broken.invoke("{}".getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        InvocationResult.Failed.class,
                        failed -> assertThat(failed.message()).contains("The environment variable " + name + " "));
        broken.close();
    }

    private String awaitSnapshotAfter(Instant moment) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(40));
        while (true) {
            Optional<String> taken =
                    pool.latest().filter(id -> new SnapshotId(id).startedAt().isAfter(moment));
            if (taken.isPresent()) {
                return taken.get();
            }
            assertThat(deadline.remaining())
                    .as("a snapshot is taken in time: " + worker.logs())
                    .isPositive();
            Thread.sleep(200);
        }
    }

    private String invokeWorker(UserPoolId listed, Instant startAfter) {
        return answer(worker.invoke(sqsEvent(new SnapshotRequest(listed, startAfter).toJson())));
    }

    private String signUp(String email) {
        String sub = pool.signUp(email);
        pool.confirm(email);
        return sub;
    }

    private String text(String key) {
        return new String(bytes(key), UTF_8);
    }

    private byte[] bytes(String key) {
        return pool.s3
                .getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asByteArray();
    }
}
