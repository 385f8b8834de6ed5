package io.github.cognitodr.backup;

import io.github.cognitodr.sandbox.MovableClock;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.sandbox.lambda.EventSource;
import io.github.cognitodr.sandbox.lambda.FunctionDefinition;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.LogLine;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The standby pool, the queue of snapshot requests, the bucket and the deployable jar's two functions, as the stack makes
 * them, on the sandbox. Cognito's and the queue's time can be moved; the functions go by the machine's.
 */
final class BackedUpPool implements AutoCloseable {
    static final String OSAKA = "ap-northeast-3";
    static final String BUCKET = "backup-bucket";
    static final String PASSWORD = "Osaka-Castle-9";

    private static final Path JAR = Path.of("target", "backup-lambda.jar");

    /** As in the stack of the standby: a little longer than the worker's timeout. */
    private static final Duration VISIBILITY = Duration.ofSeconds(1_000);

    private static final Duration WORKER_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration TRIGGER_TIMEOUT = Duration.ofSeconds(5);
    private static final int MOST_DELIVERIES = 40;

    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    final MovableClock clock = new MovableClock();
    final Sandbox sandbox;
    final CognitoIdentityProviderClient osaka;
    final SqsClient sqs;
    final S3Client s3;
    final UserPoolId pool;
    final String queueUrl;
    final String client;

    private final Settings settings;

    /**
     * What differs from test to test.
     *
     * @param cognito what is special about Osaka's Cognito
     * @param windowSeconds SNAPSHOT_WINDOW_SECONDS
     * @param settleSeconds SNAPSHOT_SETTLE_SECONDS
     * @param pagesASecond LIST_USERS_RPS
     */
    record Settings(
            UnaryOperator<CognitoRegion.Builder> cognito, int windowSeconds, int settleSeconds, int pagesASecond) {
        /** The stack's, but for a rate at which nothing waits for the rate. */
        static Settings usual() {
            return new Settings(UnaryOperator.identity(), 300, 60, 1_000);
        }

        Settings cognito(UnaryOperator<CognitoRegion.Builder> another) {
            return new Settings(another, windowSeconds, settleSeconds, pagesASecond);
        }

        Settings window(int seconds, int settle) {
            return new Settings(cognito, seconds, settle, pagesASecond);
        }

        Settings pagesASecond(int pages) {
            return new Settings(cognito, windowSeconds, settleSeconds, pages);
        }
    }

    BackedUpPool() {
        this(Settings.usual());
    }

    BackedUpPool(Settings settings) {
        this.settings = settings;
        sandbox = Sandbox.start(
                SandboxOptions.defaults().regions(OSAKA).clock(clock).cognito(settings.cognito()));
        osaka = sandbox.cognitoClient(OSAKA);
        sqs = sandbox.sqsClient(OSAKA);
        s3 = sandbox.s3Client();
        s3.createBucket(request -> request.bucket(BUCKET));
        pool = SandboxPools.emailPool(osaka);
        queueUrl = queue();
        client = osaka.createUserPoolClient(
                        request -> request.userPoolId(pool.value()).clientName("app"))
                .userPoolClient()
                .clientId();
    }

    /** A trigger, which is called as soon as it is {@link #attach attached}. */
    LambdaFunction trigger(String name, Map<String, String> overrides, int concurrency) {
        return function(name, "SnapshotOnConfirmation", overrides, TRIGGER_TIMEOUT, concurrency);
    }

    /** Makes a function the pool's Post Confirmation trigger. */
    void attach(LambdaFunction function) {
        osaka.updateUserPool(request -> request.userPoolId(pool.value())
                .autoVerifiedAttributesWithStrings("email")
                .mfaConfiguration("ON")
                .lambdaConfig(triggers -> triggers.postConfirmation(function.arn())));
    }

    /** A worker with all the time there is. */
    LambdaFunction worker(String name, Map<String, String> overrides) {
        return worker(name, overrides, WORKER_TIMEOUT);
    }

    /** A worker, which takes snapshots once a queue is connected to it. */
    LambdaFunction worker(String name, Map<String, String> overrides, Duration timeout) {
        return function(name, "TakeSnapshot", overrides, timeout, 2);
    }

    /** A mapping of the queue to a worker as the stack makes it, but for deliveries that wait until they are told to. */
    EventSource deliveriesTo(LambdaFunction worker) {
        return sandbox.lambda(OSAKA).queueByHand(queueUrl, worker, 1);
    }

    private LambdaFunction function(
            String name, String handler, Map<String, String> overrides, Duration timeout, int concurrency) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "SNAPSHOT_QUEUE_URL",
                queueUrl,
                "BACKUP_BUCKET",
                BUCKET,
                "LIST_USERS_RPS",
                String.valueOf(settings.pagesASecond()),
                "SNAPSHOT_WINDOW_SECONDS",
                String.valueOf(settings.windowSeconds()),
                "SNAPSHOT_SETTLE_SECONDS",
                String.valueOf(settings.settleSeconds()),
                "USERNAME_ATTRIBUTE",
                "email"));
        environment.putAll(overrides);
        return sandbox.lambda(OSAKA)
                .create(new FunctionDefinition(
                        name,
                        JAR,
                        "io.github.cognitodr.backup." + handler + "::handleRequest",
                        environment,
                        timeout,
                        512,
                        concurrency));
    }

    /** Asks for a snapshot that starts from now on, and lets the queue's delay go by. */
    void ask() throws InterruptedException {
        // Ids are to the second: one that was begun in this very second might be older than this request.
        Instant startAfter = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Thread.sleep(Duration.between(Instant.now(), startAfter).toMillis() + 1);
        sqs.sendMessage(request -> request.queueUrl(queueUrl)
                .messageGroupId(pool.value())
                .messageBody("{\"userPoolId\":\"" + pool.value() + "\",\"startAfter\":\"" + startAfter + "\"}"));
        clock.advance(Duration.ofSeconds(settings.windowSeconds() + settings.settleSeconds()));
    }

    /** What has been delivered and not been acknowledged comes back. */
    void letVisibilityEnd() {
        clock.advance(VISIBILITY);
    }

    /** Asks for a snapshot, and delivers the request until it is answered. */
    SealedSnapshot takeSnapshot(EventSource deliveries) throws InterruptedException {
        ask();
        deliverUntilAnswered(deliveries, Duration.ofSeconds(30));
        return latestSnapshot();
    }

    /** @param pause that goes by between two deliveries */
    void deliverUntilAnswered(EventSource deliveries, Duration pause) {
        deliveries.drain();
        for (int i = 0; i < MOST_DELIVERIES && messagesLeft() > 0; i++) {
            clock.advance(pause);
            deliveries.drain();
        }
        if (messagesLeft() > 0) {
            throw new AssertionError("the request is still in the queue");
        }
    }

    /** Visible, delayed and in flight. */
    int messagesLeft() {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(COUNTS))
                .attributes();
        return COUNTS.stream()
                .mapToInt(count -> Integer.parseInt(counts.getOrDefault(count, "0")))
                .sum();
    }

    /** What latest.json names. */
    Optional<String> latest() {
        return text(folder() + "latest.json")
                .map(json -> LogLine.parse(json).path("snapshotId").asString());
    }

    SealedSnapshot latestSnapshot() {
        return snapshot(latest().orElseThrow(() -> new AssertionError("there is no snapshot")));
    }

    /** The snapshot of this id. */
    SealedSnapshot snapshot(String id) {
        return SealedSnapshot.read(s3, BUCKET, folder() + id + "/");
    }

    /** Ids of the snapshots that have a manifest, the oldest first. */
    List<String> sealedSnapshots() {
        return keys(folder()).stream()
                .filter(key -> key.endsWith("/manifest.json"))
                .map(key -> key.substring(folder().length(), key.lastIndexOf('/')))
                .sorted()
                .toList();
    }

    List<String> keys(String prefix) {
        return s3.listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Of all that belongs to the pool's snapshots. */
    String folder() {
        return "snapshots/" + pool.value() + "/";
    }

    Optional<String> text(String key) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                            .asString(StandardCharsets.UTF_8));
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        }
    }

    /**
     * An administrator creates somebody.
     *
     * @param attributes name, value, name, value; the email address is one of them anyway
     * @return the sub
     */
    String create(String email, String... attributes) {
        List<AttributeType> all = new ArrayList<>(List.of(attribute("email", email)));
        for (int i = 0; i < attributes.length; i += 2) {
            all.add(attribute(attributes[i], attributes[i + 1]));
        }
        UserType user = osaka.adminCreateUser(request -> request.userPoolId(pool.value())
                        .username(email)
                        .messageAction(MessageActionType.SUPPRESS)
                        .userAttributes(all))
                .user();
        return user.username();
    }

    /** Somebody signs up, and gets a code. */
    String signUp(String email) {
        return osaka.signUp(request -> request.clientId(client)
                        .username(email)
                        .password(PASSWORD)
                        .userAttributes(attribute("email", email)))
                .userSub();
    }

    /** The sign-up is confirmed by the code, which calls the trigger. */
    void confirm(String email) {
        osaka.confirmSignUp(request -> request.clientId(client).username(email).confirmationCode(code(email)));
    }

    /** Somebody resets the password, which calls the trigger. */
    void resetPassword(String email) {
        osaka.forgotPassword(request -> request.clientId(client).username(email));
        osaka.confirmForgotPassword(request -> request.clientId(client)
                .username(email)
                .password(PASSWORD + "x")
                .confirmationCode(code(email)));
    }

    private String code(String email) {
        return sandbox.cognito(OSAKA).outbox().latest(email).orElseThrow().code();
    }

    static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private String queue() {
        String retention = String.valueOf(Duration.ofDays(14).toSeconds());
        sqs.createQueue(request -> request.queueName("requests-dead.fifo")
                .attributes(Map.of(
                        QueueAttributeName.FIFO_QUEUE,
                        "true",
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                        retention)));
        return sqs.createQueue(request -> request.queueName("requests.fifo")
                        .attributes(Map.of(
                                QueueAttributeName.FIFO_QUEUE,
                                "true",
                                QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                                "true",
                                QueueAttributeName.DELAY_SECONDS,
                                String.valueOf(settings.windowSeconds() + settings.settleSeconds()),
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                String.valueOf(VISIBILITY.toSeconds()),
                                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                                retention,
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"maxReceiveCount\":\"200\",\"deadLetterTargetArn\":"
                                        + "\"arn:aws:sqs:ap-northeast-3:123456789012:requests-dead.fifo\"}")))
                .queueUrl();
    }
}
