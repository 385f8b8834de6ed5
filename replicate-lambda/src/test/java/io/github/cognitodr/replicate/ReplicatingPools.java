package io.github.cognitodr.replicate;

import io.github.cognitodr.sandbox.MovableClock;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.sandbox.faults.Faults;
import io.github.cognitodr.sandbox.lambda.EventSource;
import io.github.cognitodr.sandbox.lambda.FunctionDefinition;
import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.RetryMessage;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Both pools, the retry queue and the deployable jar's two functions, as the stacks make them, on the sandbox. */
final class ReplicatingPools implements AutoCloseable {
    static final String TOKYO = "ap-northeast-1";
    static final String OSAKA = "ap-northeast-3";
    static final String PASSWORD = "Correct-Horse-7";

    private static final Path JAR = Path.of("target", "replicate-lambda.jar");

    /** As in the stack of the primary. */
    private static final String VISIBILITY_SECONDS = "360";

    /** Of environments of each function, but for who asks for more. */
    private static final int CONCURRENCY = 3;

    /** Longer than any pause that the worker makes. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(16);

    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    final MovableClock clock = new MovableClock();
    final Sandbox sandbox;
    final CognitoIdentityProviderClient tokyo;
    final CognitoIdentityProviderClient osaka;
    final SqsClient sqs;
    final UserPoolId primary;
    final UserPoolId standby;
    final String retryQueue;
    final String deadLetterQueue;
    final LambdaFunction trigger;
    final LambdaFunction worker;
    final String tokyoClient;
    final String osakaClient;

    private final EventSource deliveries;
    private int people;

    /** Somebody in Tokyo. */
    record Person(String email, String sub) {}

    ReplicatingPools() {
        this(UnaryOperator.identity(), CONCURRENCY);
        trigger.warmUp();
        worker.warmUp();
    }

    /**
     * Without an environment started ahead.
     *
     * @param regions what is special about Cognito in both Regions
     * @param triggers how many environments of the trigger there may be
     */
    ReplicatingPools(UnaryOperator<CognitoRegion.Builder> regions, int triggers) {
        sandbox = Sandbox.start(SandboxOptions.defaults()
                .without(SandboxOptions.Service.S3)
                .clock(clock)
                .cognito(regions));
        tokyo = sandbox.cognitoClient(TOKYO);
        osaka = sandbox.cognitoClient(OSAKA);
        sqs = sandbox.sqsClient(TOKYO);
        primary = SandboxPools.emailPool(tokyo);
        standby = SandboxPools.emailPool(osaka);
        deadLetterQueue = queue("retry-dead", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, seconds(14)));
        retryQueue = queue(
                "retry",
                Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                        seconds(10),
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        VISIBILITY_SECONDS,
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"maxReceiveCount\":\"1000\",\"deadLetterTargetArn\":\"arn:aws:sqs:ap-northeast-1:123456789012:retry-dead\"}"));
        trigger = function("trigger", "ReplicateOnConfirmation", Map.of(), JavaRuntime.current(), triggers);
        worker = function("worker", "ReplicateFromQueue", Map.of());
        deliveries = eventSource();
        tokyoClient = appClient(tokyo, primary);
        osakaClient = appClient(osaka, standby);
        attach(trigger);
    }

    /** Another mapping of the retry queue to the worker, driven by hand. */
    EventSource eventSource() {
        return sandbox.lambda(TOKYO).queueByHand(retryQueue, worker, 10);
    }

    /** Makes a function the Post Confirmation trigger of Tokyo. */
    void attach(LambdaFunction function) {
        tokyo.updateUserPool(request -> request.userPoolId(primary.value())
                .autoVerifiedAttributesWithStrings("email")
                .mfaConfiguration("ON")
                .lambdaConfig(triggers -> triggers.postConfirmation(function.arn())));
    }

    LambdaFunction function(String name, String handler, Map<String, String> overrides) {
        return function(name, handler, overrides, JavaRuntime.current());
    }

    LambdaFunction function(String name, String handler, Map<String, String> overrides, JavaRuntime java) {
        return function(name, handler, overrides, java, CONCURRENCY);
    }

    private LambdaFunction function(
            String name, String handler, Map<String, String> overrides, JavaRuntime java, int concurrency) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "STANDBY_USER_POOL_ID", standby.value(), "RETRY_QUEUE_URL", retryQueue, "USERNAME_ATTRIBUTE", "email"));
        environment.putAll(overrides);
        return sandbox.lambda(TOKYO)
                .create(
                        new FunctionDefinition(
                                name,
                                JAR,
                                "io.github.cognitodr.replicate." + handler + "::handleRequest",
                                environment,
                                Duration.ofSeconds(60),
                                512,
                                concurrency),
                        java);
    }

    Faults<String> osakaFaults() {
        return sandbox.cognito(OSAKA).faults();
    }

    /** Nothing is wrong from now on. */
    void clearFaults() {
        osakaFaults().clear();
        sandbox.sqs(TOKYO).up();
    }

    /** As if nothing had been wrong: no fault, and environments that have met none. */
    void heal() {
        clearFaults();
        trigger.kill();
        trigger.warmUp();
    }

    /**
     * Somebody who has signed up and holds a code.
     *
     * @param attributes name, value, name, value; custom ones are an administrator's to write
     */
    Person signUp(String... attributes) {
        people++;
        String email = "person" + people + "@example.com";
        List<AttributeType> own = new ArrayList<>(List.of(attribute("email", email)));
        List<AttributeType> custom = new ArrayList<>();
        for (int i = 0; i < attributes.length; i += 2) {
            boolean isCustom = attributes[i].startsWith("custom:") || attributes[i].endsWith("_verified");
            (isCustom ? custom : own).add(attribute(attributes[i], attributes[i + 1]));
        }
        Person person = new Person(
                email,
                tokyo.signUp(request -> request.clientId(tokyoClient)
                                .username(email)
                                .password(PASSWORD)
                                .userAttributes(own))
                        .userSub());
        if (!custom.isEmpty()) {
            update(person, custom);
        }
        return person;
    }

    /** An administrator of Tokyo changes a person's attributes. */
    void update(Person person, List<AttributeType> attributes) {
        tokyo.adminUpdateUserAttributes(request ->
                request.userPoolId(primary.value()).username(person.email()).userAttributes(attributes));
    }

    void confirm(Person person) {
        String code = sandbox.cognito(TOKYO)
                .outbox()
                .latest(person.email())
                .orElseThrow()
                .code();
        tokyo.confirmSignUp(request ->
                request.clientId(tokyoClient).username(person.email()).confirmationCode(code));
    }

    Person confirmed(String... attributes) {
        Person person = signUp(attributes);
        confirm(person);
        return person;
    }

    /** The worker's turn, and time goes by until nothing is left in the queue. */
    void runQueue() {
        for (int round = 0; round < 20; round++) {
            clock.advance(LONGEST_PAUSE);
            deliveries.drain();
            if (retriesLeft() == 0) {
                return;
            }
        }
        throw new AssertionError("still in the retry queue: " + retriesLeft());
    }

    int retriesLeft() {
        return messagesIn(retryQueue);
    }

    /** Visible, delayed and in flight. */
    int messagesIn(String queueUrl) {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(COUNTS))
                .attributes();
        return COUNTS.stream()
                .mapToInt(count -> Integer.parseInt(counts.getOrDefault(count, "0")))
                .sum();
    }

    String message(Person person) {
        return new RetryMessage(primary, person.sub()).toJson();
    }

    AdminGetUserResponse copy(Person person) {
        return osaka.adminGetUser(request -> request.userPoolId(standby.value()).username(person.email()));
    }

    /** All that an answer tells of the copy, to see whether anything has changed. */
    List<Object> stateOf(Person person) {
        AdminGetUserResponse copy = copy(person);
        return List.of(
                copy.username(),
                copy.userAttributes(),
                copy.userStatus(),
                copy.enabled(),
                copy.userCreateDate(),
                copy.userLastModifiedDate());
    }

    /** The person recovers the account in Osaka by "forgot password". */
    void recover(Person person, String password) {
        osaka.forgotPassword(request -> request.clientId(osakaClient).username(person.email()));
        String code = sandbox.cognito(OSAKA)
                .outbox()
                .latest(person.email())
                .orElseThrow()
                .code();
        osaka.confirmForgotPassword(request -> request.clientId(osakaClient)
                .username(person.email())
                .confirmationCode(code)
                .password(password));
    }

    /** The challenge that answers the person's password in Osaka. */
    String signIn(Person person, String password) {
        return osaka.initiateAuth(request -> request.clientId(osakaClient)
                        .authFlow("USER_PASSWORD_AUTH")
                        .authParameters(Map.of("USERNAME", person.email(), "PASSWORD", password)))
                .challengeNameAsString();
    }

    /** Takes what is in the dead-letter queue. */
    List<String> deadLetters() {
        List<String> bodies = new ArrayList<>();
        List<Message> batch;
        do {
            batch = sqs.receiveMessage(
                            request -> request.queueUrl(deadLetterQueue).maxNumberOfMessages(10))
                    .messages();
            for (Message message : batch) {
                bodies.add(message.body());
                sqs.deleteMessage(request -> request.queueUrl(deadLetterQueue).receiptHandle(message.receiptHandle()));
            }
        } while (!batch.isEmpty());
        return bodies;
    }

    /** The lines that the functions wrote about a person. */
    List<String> logsOf(Person person) {
        List<String> lines = new ArrayList<>(trigger.logs());
        lines.addAll(worker.logs());
        return lines.stream().filter(line -> line.contains(person.sub())).toList();
    }

    static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static String seconds(long days) {
        return Long.toString(Duration.ofDays(days).toSeconds());
    }

    private static String appClient(CognitoIdentityProviderClient cognito, UserPoolId pool) {
        return cognito.createUserPoolClient(request -> request.userPoolId(pool.value())
                        .clientName("app")
                        .explicitAuthFlowsWithStrings("ALLOW_USER_PASSWORD_AUTH"))
                .userPoolClient()
                .clientId();
    }
}
