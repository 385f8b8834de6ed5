package io.github.cognitodr.replicate;

import static io.github.cognitodr.replicate.ReplicatingPools.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.replicate.ReplicatingPools.Person;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.DeadServer;
import io.github.cognitodr.userpool.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Whatever fails on the way: the sign-up succeeds in time, and once the queue has run the pools agree. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicationFaultsIT {
    private static final long PATIENCE_MILLISECONDS = 2_500;

    private final ReplicatingPools pools = new ReplicatingPools();

    @AfterAll
    void stop() {
        pools.close();
    }

    @AfterEach
    void heal() {
        pools.attach(pools.trigger);
        pools.heal();
    }

    @ParameterizedTest
    @CsvSource({
        "every call, refuse",
        "every call, hang",
        "every call, slow",
        "every call, throttle",
        "every call, error500",
        "every call, bare503",
        "every call, loseAnswer",
        "AdminCreateUser, loseAnswer",
        "AdminCreateUser, late",
        "AdminSetUserPassword, refuse",
        "AdminSetUserPassword, hang",
        "AdminSetUserPassword, slow",
        "AdminSetUserPassword, throttle",
        "AdminSetUserPassword, error500",
        "AdminSetUserPassword, loseAnswer",
        "AdminSetUserPassword, late",
    })
    void whateverIsWrongWithOsaka(String operation, String fault) {
        if (operation.equals("every call")) {
            pools.osakaFaults().set(fault(fault));
        } else {
            pools.osakaFaults().set(operation, fault(fault));
        }

        Person person = signUpInTime();

        assertThat(pools.logsOf(person)).singleElement().asString().contains("\"outcome\":\"Queued\"");
        pools.clearFaults();
        pools.runQueue();
        assertReplicated(person);
    }

    @ParameterizedTest
    @ValueSource(strings = {"closed port", "port that accepts nobody"})
    void anOsakaThatCannotEvenBeConnectedTo(String kind) throws IOException {
        try (DeadServer dead = kind.equals("closed port") ? DeadServer.closed() : DeadServer.acceptingNobody()) {
            LambdaFunction cutOff = pools.function(
                    "cut-off-" + dead.port(),
                    "ReplicateOnConfirmation",
                    Map.of("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", dead.url()));
            pools.attach(cutOff.warmUp());

            Person person = signUpInTime();

            assertThat(cutOff.logs()).singleElement().asString().contains("\"outcome\":\"Queued\"");
            pools.runQueue();
            assertReplicated(person);
            cutOff.close();
        }
    }

    @Test
    void aQueueThatRefusesConnections() {
        pools.sandbox.sqs(ReplicatingPools.TOKYO).down();

        Person person = signUpInTime();

        assertThat(pools.logsOf(person))
                .singleElement()
                .asString()
                .contains("\"outcome\":\"Replicated\"", "SendMessage on the retry queue failed");
        pools.clearFaults();
        assertReplicated(person);
    }

    @Test
    void aQueueThatHangs() throws IOException {
        try (DeadServer dead = DeadServer.acceptingNobody()) {
            LambdaFunction cutOff = pools.function(
                    "queue-hangs", "ReplicateOnConfirmation", Map.of("AWS_ENDPOINT_URL_SQS", dead.url()));
            pools.attach(cutOff.warmUp());

            Person person = signUpInTime();

            assertReplicated(person);
            cutOff.close();
        }
    }

    /** The SDK's own limits do not end the making of a connection: each of these alone would add a second. */
    @Test
    void aQueueThatHangsAndAnOsakaThatIsSlowAndThenHangs() throws IOException {
        pools.osakaFaults().set("AdminCreateUser", Fault.delayAnswer(Duration.ofMillis(1_200)));
        pools.osakaFaults().set("AdminSetUserPassword", Fault.hang());
        try (DeadServer dead = DeadServer.acceptingNobody()) {
            LambdaFunction cutOff =
                    pools.function("all-hangs", "ReplicateOnConfirmation", Map.of("AWS_ENDPOINT_URL_SQS", dead.url()));
            pools.attach(cutOff.warmUp());

            signUpInTime();

            cutOff.close();
        }
    }

    /** Nobody can keep such a person in mind; the log and a metric say so, and comparing the pools finds the person. */
    @ParameterizedTest
    @ValueSource(strings = {"refuse", "hang"})
    void osakaAndTheQueueBothDead(String fault) throws IOException {
        pools.osakaFaults().set(fault(fault));
        try (DeadServer dead = fault.equals("hang") ? DeadServer.acceptingNobody() : DeadServer.closed()) {
            LambdaFunction cutOff = pools.function(
                    "alone-" + fault, "ReplicateOnConfirmation", Map.of("AWS_ENDPOINT_URL_SQS", dead.url()));
            pools.attach(cutOff.warmUp());

            Person person = signUpInTime();

            assertThat(cutOff.logs())
                    .singleElement()
                    .asString()
                    .contains("\"level\":\"ERROR\",\"outcome\":\"Failed\"", person.sub(), "\"Failed\":1");
            cutOff.close();
        }
    }

    @Test
    void theFirstCallOfAnEnvironmentIsInTimeToo() {
        pools.trigger.kill();

        Person person = signUpInTime();

        assertReplicated(person);
    }

    @Test
    void afterThreeFailuresNobodyWaitsForOsakaAnyMore() {
        pools.osakaFaults().set(Fault.hang());
        for (int i = 0; i < 3; i++) {
            signUpInTime();
        }
        Stopwatch stopwatch = Stopwatch.start();

        Person person = pools.confirmed();

        assertThat(stopwatch.milliseconds()).isLessThan(500);
        assertThat(pools.logsOf(person)).singleElement().asString().contains("Not asked: the standby has failed");
        pools.clearFaults();
        pools.runQueue();
        assertReplicated(person);
    }

    /**
     * The process ends after AdminCreateUser, before AdminSetUserPassword. Cognito tells the caller that the trigger failed,
     * which no function can prevent; the sign-up itself stands (facts, Post Confirmation trigger).
     */
    @Test
    void aFunctionKilledBetweenTheTwoCalls() {
        pools.osakaFaults().choose(operation -> {
            if (operation.equals("AdminSetUserPassword")) {
                // By the thread that has the call: nothing is answered before the function is dead, however slow all
                // is.
                pools.trigger.killBusy();
                return Fault.hang();
            }
            return Fault.none();
        });
        Person person = pools.signUp();

        assertThatThrownBy(() -> pools.confirm(person)).isInstanceOf(UserLambdaValidationException.class);

        assertThat(pools.tokyo
                        .adminGetUser(request ->
                                request.userPoolId(pools.primary.value()).username(person.email()))
                        .userStatus())
                .isEqualTo(UserStatusType.CONFIRMED);
        assertThat(pools.copy(person).userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
        pools.clearFaults();
        pools.runQueue();
        assertReplicated(person);
    }

    /** Cognito gives up after five seconds and calls again; the attempts overlap, and each is in the queue. */
    @Test
    void aFunctionThatStallsWhileCognitoCallsAgain() {
        pools.trigger.suspend();
        Person person = pools.signUp();
        CompletableFuture<Void> confirming = CompletableFuture.runAsync(() -> pools.confirm(person));

        confirming.join();
        pools.trigger.resume();

        pools.runQueue();
        assertReplicated(person);
    }

    private Person signUpInTime() {
        Person person = pools.signUp();
        Stopwatch stopwatch = Stopwatch.start();
        pools.confirm(person);
        assertThat(stopwatch.milliseconds()).isLessThan(PATIENCE_MILLISECONDS);
        return person;
    }

    private void assertReplicated(Person person) {
        AdminGetUserResponse copy = pools.copy(person);
        assertThat(copy.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(copy.enabled()).isTrue();
        assertThat(copy.userAttributes())
                .contains(attribute("custom:origin_sub", person.sub()), attribute("email_verified", "true"));
        assertThat(pools.deadLetters()).isEmpty();
    }

    private static Fault fault(String name) {
        return switch (name) {
            case "refuse" -> Fault.refuse();
            case "hang" -> Fault.hang();
            case "slow" -> Fault.delay(Duration.ofSeconds(4));
            case "late" -> Fault.delayAnswer(Duration.ofSeconds(4));
            case "throttle" -> Fault.throttle();
            case "error500" -> Fault.error500();
            case "bare503" -> Fault.bare503();
            case "loseAnswer" -> Fault.loseAnswer();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
