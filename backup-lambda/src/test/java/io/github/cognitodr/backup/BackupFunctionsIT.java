package io.github.cognitodr.backup;

import static io.github.cognitodr.userpool.FunctionCalls.answer;
import static io.github.cognitodr.userpool.FunctionCalls.dailyCall;
import static io.github.cognitodr.userpool.FunctionCalls.sqsEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.lambda.FunctionDefinition;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The deployable jar under AWS's own runtime client, called by the sandbox's Cognito and by its queue. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupFunctionsIT {
    private static final String OSAKA = "ap-northeast-3";
    private static final String BUCKET = "backup-bucket";
    private static final Path JAR = Path.of("target", "backup-lambda.jar");
    private static final String PASSWORD = "Osaka-Castle-9";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().regions(OSAKA));
    private final CognitoIdentityProviderClient osaka = sandbox.cognitoClient(OSAKA);
    private final S3Client s3 = sandbox.s3Client();
    private final UserPoolId pool = SandboxPools.emailPool(osaka);
    private final String queueUrl = sandbox.sqsClient(OSAKA)
            .createQueue(request -> request.queueName("snapshots.fifo")
                    .attributes(Map.of(
                            QueueAttributeName.FIFO_QUEUE, "true",
                            QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true",
                            QueueAttributeName.DELAY_SECONDS, "3",
                            QueueAttributeName.VISIBILITY_TIMEOUT, "60")))
            .queueUrl();
    private final LambdaFunction trigger = function("trigger", "SnapshotOnConfirmation", Map.of());
    private final LambdaFunction worker = function("worker", "TakeSnapshot", Map.of());
    private final String client = osaka.createUserPoolClient(
                    request -> request.userPoolId(pool.value()).clientName("app"))
            .userPoolClient()
            .clientId();

    @BeforeAll
    void attach() {
        s3.createBucket(request -> request.bucket(BUCKET));
        osaka.updateUserPool(request -> request.userPoolId(pool.value())
                .autoVerifiedAttributesWithStrings("email")
                .mfaConfiguration("ON")
                .lambdaConfig(triggers -> triggers.postConfirmation(trigger.arn())));
        sandbox.lambda(OSAKA).connectQueue(queueUrl, worker, 1, 2);
        trigger.warmUp();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @AfterEach
    void recover() {
        sandbox.cognito(OSAKA).faults().clear();
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
    void aSignUpEndsUpInASealedSnapshot() throws IOException, InterruptedException {
        createCopy("copy@example.com");
        Instant before = Instant.now();

        String sub = signUp("born@example.com");

        String snapshot = awaitSnapshotAfter(before);
        String folder = "snapshots/" + pool.value() + "/" + snapshot + "/";
        assertThat(text(folder + "new-users-0001.csv"))
                .contains("born@example.com")
                .doesNotContain("copy@example.com");
        assertThat(text(folder + "users-0001.csv")).contains("born@example.com", "copy@example.com");
        assertThat(profiles(folder)).contains(sub);
        Map<String, Object> manifest = Json.readObject(bytes(folder + "manifest.json"));
        assertThat(Instant.parse((String) manifest.get("startedAt"))).isAfter(before);
        assertThat(s3.getObjectTagging(request -> request.bucket(BUCKET).key(folder + "users-0001.csv"))
                        .tagSet())
                .containsExactly(Tag.builder().key("retention").value("monthly").build());
    }

    @Test
    void aLargePoolIsUploadedInParts() throws IOException, InterruptedException {
        UserPoolId large = SandboxPools.emailPool(osaka);
        String note = "x".repeat(2000);
        IntStream.range(0, 5000).parallel().forEach(number -> {
            osaka.adminCreateUser(request -> request.userPoolId(large.value())
                    .username("person" + number + "@example.com")
                    .messageAction(MessageActionType.SUPPRESS)
                    .userAttributes(
                            attribute("email", "person" + number + "@example.com"),
                            attribute("email_verified", "true"),
                            attribute("custom:note", ThreadLocalRandom.current().nextLong() + note)));
        });

        assertThat(invokeWorker(large, Instant.now().minusSeconds(1))).isEqualTo("{\"batchItemFailures\":[]}");

        Map<String, Object> latest = Json.readObject(bytes("snapshots/" + large.value() + "/latest.json"));
        String users = "snapshots/" + large.value() + "/" + latest.get("snapshotId") + "/users-0001.csv";
        assertThat(text(users).lines()).hasSize(5001);
        assertThat(s3.headObject(request -> request.bucket(BUCKET).key(users)).eTag())
                .as("an entity tag of a multipart upload of three parts")
                .endsWith("-3\"");
    }

    @Test
    void aPoolThatCannotBeListedKeepsTheRequest() {
        sandbox.cognito(OSAKA).faults().set("DescribeUserPool", Fault.error500());
        sandbox.cognito(OSAKA).faults().set("GetCSVHeader", Fault.error500());

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
        LambdaFunction broken = function("broken-" + handler + "-" + name, handler, Map.of(name, value));

        assertThat(broken.invoke("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        InvocationResult.Failed.class,
                        failed -> assertThat(failed.message()).contains("The environment variable " + name + " "));
        broken.close();
    }

    private String awaitSnapshotAfter(Instant moment) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(40));
        while (true) {
            assertThat(deadline.remaining())
                    .as("a snapshot is taken in time: " + worker.logs())
                    .isPositive();
            try {
                String id = (String) Json.readObject(bytes("snapshots/" + pool.value() + "/latest.json"))
                        .get("snapshotId");
                if (new SnapshotId(String.valueOf(id)).startedAt().isAfter(moment)) {
                    return String.valueOf(id);
                }
            } catch (NoSuchKeyException notYet) {
                // asked again below
            }
            Thread.sleep(200);
        }
    }

    private String invokeWorker(UserPoolId listed, Instant startAfter) {
        return answer(worker.invoke(sqsEvent(new SnapshotRequest(listed, startAfter).toJson())));
    }

    private String signUp(String email) {
        String sub = osaka.signUp(request -> request.clientId(client)
                        .username(email)
                        .password(PASSWORD)
                        .userAttributes(attribute("email", email)))
                .userSub();
        osaka.confirmSignUp(request -> request.clientId(client).username(email).confirmationCode(code(email)));
        return sub;
    }

    private void createCopy(String email) {
        osaka.adminCreateUser(request -> request.userPoolId(pool.value())
                .username(email)
                .messageAction(MessageActionType.SUPPRESS)
                .userAttributes(
                        attribute("email", email),
                        attribute("email_verified", "true"),
                        attribute("custom:origin_sub", "sub-of-tokyo")));
    }

    private String code(String email) {
        return sandbox.cognito(OSAKA).outbox().latest(email).orElseThrow().code();
    }

    private LambdaFunction function(String name, String handler, Map<String, String> overrides) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SNAPSHOT_QUEUE_URL", queueUrl,
                "BACKUP_BUCKET", BUCKET,
                "LIST_USERS_RPS", "30",
                "SNAPSHOT_WINDOW_SECONDS", "2",
                "SNAPSHOT_SETTLE_SECONDS", "1",
                "USERNAME_ATTRIBUTE", "email"));
        environment.putAll(overrides);
        return sandbox.lambda(OSAKA)
                .create(new FunctionDefinition(
                        name,
                        JAR,
                        "io.github.cognitodr.backup." + handler + "::handleRequest",
                        environment,
                        Duration.ofSeconds(60),
                        512,
                        2));
    }

    private String profiles(String folder) throws IOException {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(bytes(folder + "profiles-0001.jsonl.gz")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String text(String key) {
        return new String(bytes(key), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
