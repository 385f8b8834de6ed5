package io.github.cognitodr.replicate;

import static io.github.cognitodr.userpool.FunctionCalls.answer;
import static io.github.cognitodr.userpool.FunctionCalls.sqsEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.sandbox.cognito.Faults.Fault;
import io.github.cognitodr.sandbox.lambda.FunctionDefinition;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The deployable jar under AWS's own runtime client, called by the sandbox's Cognito. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicateFunctionsIT {
    private static final String TOKYO = "ap-northeast-1";
    private static final String OSAKA = "ap-northeast-3";
    private static final Path JAR = Path.of("target", "replicate-lambda.jar");
    private static final String PASSWORD = "Correct-Horse-7";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().without(SandboxOptions.Service.S3));
    private final CognitoIdentityProviderClient tokyo = sandbox.cognitoClient(TOKYO);
    private final CognitoIdentityProviderClient osaka = sandbox.cognitoClient(OSAKA);
    private final SqsClient sqs = sandbox.sqsClient(TOKYO);
    private final UserPoolId primary = SandboxPools.emailPool(tokyo);
    private final UserPoolId standby = SandboxPools.emailPool(osaka);
    private final String deadLetterQueue = queue("retry-dead", Map.of());
    private final String retryQueue = queue(
            "retry",
            Map.of(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"maxReceiveCount\":\"1000\",\"deadLetterTargetArn\":\"arn:aws:sqs:ap-northeast-1:123456789012:retry-dead\"}"));
    private final LambdaFunction trigger = function("trigger", "ReplicateOnConfirmation", Map.of());
    private final LambdaFunction worker = function("worker", "ReplicateFromQueue", Map.of());
    private final String client = tokyo.createUserPoolClient(
                    request -> request.userPoolId(primary.value()).clientName("app"))
            .userPoolClient()
            .clientId();

    private int people;
    private String email = "";
    private String sub = "";

    @BeforeAll
    void attach() {
        tokyo.updateUserPool(request -> request.userPoolId(primary.value())
                .autoVerifiedAttributesWithStrings("email")
                .mfaConfiguration("ON")
                .lambdaConfig(triggers -> triggers.postConfirmation(trigger.arn())));
        trigger.warmUp();
        worker.warmUp();
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @BeforeEach
    void somebodySignsUp() {
        people++;
        email = "person" + people + "@example.com";
        sub = tokyo.signUp(request -> request.clientId(client)
                        .username(email)
                        .password(PASSWORD)
                        .userAttributes(
                                attribute("email", email),
                                attribute("name", "山田, \"花子\"\n\\ 😀"),
                                attribute("phone_number", "+819012345678")))
                .userSub();
    }

    @AfterEach
    void recover() {
        sandbox.cognito(OSAKA).faults().clear();
        sandbox.sqs(TOKYO).up();
    }

    @Test
    void aNewUserIsInTheStandbyAbleToRecover() {
        confirm();

        AdminGetUserResponse copy = copy();
        assertThat(copy.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(copy.enabled()).isTrue();
        assertThat(copy.userAttributes())
                .contains(
                        attribute("email", email),
                        attribute("email_verified", "true"),
                        attribute("name", "山田, \"花子\"\n\\ 😀"),
                        attribute("phone_number", "+819012345678"),
                        attribute("custom:origin_sub", sub));
        assertThat(sandbox.cognito(OSAKA).outbox().latest(email)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"refuse", "hang", "error500", "delay"})
    void aBrokenStandbyHoldsUpNobodyAndTheWorkerCatchesUp(String fault) {
        sandbox.cognito(OSAKA).faults().set(fault(fault));

        Stopwatch stopwatch = Stopwatch.start();
        confirm();
        long milliseconds = stopwatch.milliseconds();

        assertThat(milliseconds).isLessThan(2500);
        sandbox.cognito(OSAKA).faults().clear();
        work();
        assertThat(copy().userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(copy().userAttributes()).contains(attribute("custom:origin_sub", sub));
    }

    @Test
    void theFirstCallOfAFunctionIsInTimeToo() {
        trigger.kill();

        confirm();

        assertThat(trigger.logs()).anyMatch(line -> line.contains("\"outcome\":\"Replicated\"") && line.contains(sub));
        assertThat(copy().userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void aLostAnswerLeavesNoHalfUser() {
        sandbox.cognito(OSAKA).faults().set("AdminCreateUser", Fault.loseAnswer());

        confirm();

        assertThat(copy().userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
        sandbox.cognito(OSAKA).faults().clear();
        work();
        assertThat(copy().userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void aSignUpSucceedsInTimeThoughStandbyAndQueueAreDown() {
        sandbox.cognito(OSAKA).faults().set(Fault.hang());
        sandbox.sqs(TOKYO).down();

        Stopwatch stopwatch = Stopwatch.start();
        confirm();

        assertThat(stopwatch.milliseconds()).isLessThan(2800);
        assertThat(trigger.logs()).anyMatch(line -> line.contains("NotQueued") && line.contains(sub));
    }

    @Test
    void whatIsLeftToTheQueueHoldsNoAttribute() {
        sandbox.cognito(OSAKA).faults().set(Fault.refuse());
        confirm();

        assertThat(trigger.logs())
                .anyMatch(line -> line.contains("\"outcome\":\"Queued\"") && line.contains(sub))
                .allMatch(line -> line.startsWith("{"), "is JSON")
                .noneMatch(line -> line.contains("example.com") || line.contains("山田") || line.contains("+81"));
    }

    @Test
    void aPasswordSetInTheStandbyIsKept() {
        confirm();
        String osakaPassword = "Osaka-Castle-9";
        osaka.adminSetUserPassword(request -> request.userPoolId(standby.value())
                .username(email)
                .password(osakaPassword)
                .permanent(true));

        work();

        String osakaClient = osaka.createUserPoolClient(request -> request.userPoolId(standby.value())
                        .clientName("app")
                        .explicitAuthFlowsWithStrings("ALLOW_USER_PASSWORD_AUTH"))
                .userPoolClient()
                .clientId();
        assertThat(osaka.initiateAuth(request -> request.clientId(osakaClient)
                                .authFlow("USER_PASSWORD_AUTH")
                                .authParameters(Map.of("USERNAME", email, "PASSWORD", osakaPassword)))
                        .challengeNameAsString())
                .isEqualTo("MFA_SETUP");
    }

    @Test
    void whatIsNoRetryMessageGoesToTheDeadLetterQueue() {
        assertThat(answer(worker.invoke(sqsEvent("hello")))).isEqualTo("{\"batchItemFailures\":[]}");

        assertThat(sqs.receiveMessage(
                                request -> request.queueUrl(deadLetterQueue).waitTimeSeconds(2))
                        .messages())
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("hello"));
    }

    @Test
    void anEventOfAnUnknownSourceIsAnsweredUnchanged() throws IOException {
        byte[] event;
        try (InputStream in =
                Objects.requireNonNull(ReplicateFunctionsIT.class.getResourceAsStream("/events/unknown-source.json"))) {
            event = in.readAllBytes();
        }

        assertThat(answer(trigger.invoke(event))).isEqualTo(new String(event, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "ReplicateOnConfirmation, STANDBY_USER_POOL_ID, ''",
        "ReplicateOnConfirmation, RETRY_QUEUE_URL, retry",
        "ReplicateFromQueue, USERNAME_ATTRIBUTE, mail",
    })
    void aMalformedEnvironmentEndsTheStartWithTheVariablesName(String handler, String name, String value) {
        LambdaFunction broken = function("broken-" + handler + "-" + name, handler, Map.of(name, value));

        assertThat(broken.invoke("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        InvocationResult.Failed.class,
                        failed -> assertThat(failed.message()).contains("The environment variable " + name + " "));
        broken.close();
    }

    private void confirm() {
        String code =
                sandbox.cognito(TOKYO).outbox().latest(email).orElseThrow().code();
        tokyo.confirmSignUp(request -> request.clientId(client).username(email).confirmationCode(code));
    }

    /** The worker's turn, without the minute that the queue waits. */
    private void work() {
        assertThat(answer(worker.invoke(sqsEvent(new RetryMessage(primary, sub).toJson()))))
                .isEqualTo("{\"batchItemFailures\":[]}");
    }

    private AdminGetUserResponse copy() {
        return osaka.adminGetUser(request -> request.userPoolId(standby.value()).username(email));
    }

    private LambdaFunction function(String name, String handler, Map<String, String> overrides) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "STANDBY_USER_POOL_ID", standby.value(), "RETRY_QUEUE_URL", retryQueue, "USERNAME_ATTRIBUTE", "email"));
        environment.putAll(overrides);
        return sandbox.lambda(TOKYO)
                .create(new FunctionDefinition(
                        name,
                        JAR,
                        "io.github.cognitodr.replicate." + handler + "::handleRequest",
                        environment,
                        Duration.ofSeconds(30),
                        512,
                        2));
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static Fault fault(String name) {
        return switch (name) {
            case "refuse" -> Fault.refuse();
            case "hang" -> Fault.hang();
            case "error500" -> Fault.error500();
            default -> Fault.delay(Duration.ofSeconds(4));
        };
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
