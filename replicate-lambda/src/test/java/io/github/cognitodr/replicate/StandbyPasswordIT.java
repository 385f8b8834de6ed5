package io.github.cognitodr.replicate;

import static io.github.cognitodr.userpool.FunctionCalls.answer;
import static io.github.cognitodr.userpool.FunctionCalls.sqsEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.replicate.ReplicatingPools.Person;
import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.UserCopier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** A password that somebody has set in Osaka stays, whatever comes late, twice, or stalled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyPasswordIT {
    private static final String OWN_PASSWORD = "Osaka-Castle-9";
    private static final Duration SHORT = Duration.ofMillis(400);

    private final ReplicatingPools pools = new ReplicatingPools();
    private final LambdaFunction otherWorker = pools.function("other-worker", "ReplicateFromQueue", Map.of());

    @AfterAll
    void stop() {
        pools.close();
    }

    @AfterEach
    void heal() {
        pools.heal();
    }

    @Test
    void theTriggerIsCalledAgain() {
        Person person = pools.confirmed();
        pools.recover(person, OWN_PASSWORD);

        assertThat(answer(pools.trigger.invoke(event(person)))).contains(person.sub());

        assertThat(pools.signIn(person, OWN_PASSWORD)).isEqualTo("MFA_SETUP");
    }

    @Test
    void theMessageIsDeliveredSeveralTimes() {
        Person person = pools.confirmed();
        pools.recover(person, OWN_PASSWORD);

        pools.runQueue();
        work(person);
        work(person);

        assertThat(pools.signIn(person, OWN_PASSWORD)).isEqualTo("MFA_SETUP");
    }

    /** The first password was set, though the function never heard of it; the person is quicker than the worker. */
    @Test
    void theAnswerToThePasswordIsLost() {
        pools.osakaFaults().set("AdminSetUserPassword", Fault.loseAnswer());
        Person person = pools.confirmed();
        pools.recover(person, OWN_PASSWORD);
        pools.osakaFaults().clear();

        pools.runQueue();

        assertThat(pools.signIn(person, OWN_PASSWORD)).isEqualTo("MFA_SETUP");
    }

    /** The trigger has created the user and stalls; the worker finishes the copy, and the person recovers the account. */
    @Test
    void theTriggerStallsBetweenItsTwoCalls() throws InterruptedException {
        pools.osakaFaults().set("AdminCreateUser", Fault.delayAnswer(SHORT));
        Person person = pools.signUp();
        CompletableFuture<InvocationResult> stalled =
                CompletableFuture.supplyAsync(() -> pools.trigger.invoke(event(person)));
        waitForHalfOf(person);
        pools.trigger.suspend();
        pools.osakaFaults().clear();
        Thread.sleep(UserCopier.ENTITLEMENT.plus(SHORT).toMillis()); // the queue leaves a whole minute

        confirmInTokyo(person);
        work(person);
        pools.recover(person, OWN_PASSWORD);
        pools.trigger.resume();

        assertThat(answer(stalled.join())).contains(person.sub());
        assertThat(pools.signIn(person, OWN_PASSWORD)).isEqualTo("MFA_SETUP");
    }

    /** A worker has been told that the user is half created, and stalls; another delivery overtakes it. */
    @Test
    void aWorkerStallsBetweenLookingAndSetting() throws InterruptedException {
        pools.osakaFaults().set("AdminSetUserPassword", Fault.refuse());
        Person person = pools.confirmed();
        CountDownLatch lookedTwice = new CountDownLatch(2);
        pools.osakaFaults().clear();
        pools.osakaFaults().choose(operation -> {
            if (operation.equals("AdminGetUser") && lookedTwice.getCount() > 0) {
                lookedTwice.countDown();
                return Fault.delayAnswer(SHORT);
            }
            return Fault.none();
        });
        CompletableFuture<InvocationResult> stalled =
                CompletableFuture.supplyAsync(() -> pools.worker.invoke(sqsEvent(pools.message(person))));
        assertThat(lookedTwice.await(5, TimeUnit.SECONDS)).isTrue();
        pools.worker.suspend();
        pools.osakaFaults().clear();
        Thread.sleep(UserCopier.ENTITLEMENT.plus(SHORT).toMillis());

        assertThat(answer(otherWorker.invoke(sqsEvent(pools.message(person))))).isEqualTo("{\"batchItemFailures\":[]}");
        pools.recover(person, OWN_PASSWORD);
        pools.worker.resume();

        assertThat(answer(stalled.join())).contains("\"itemIdentifier\":\"m1\"");
        assertThat(pools.signIn(person, OWN_PASSWORD)).isEqualTo("MFA_SETUP");
        pools.runQueue();
        assertThat(pools.signIn(person, OWN_PASSWORD)).isEqualTo("MFA_SETUP");
    }

    /** SQS may deliver a message twice at a time; one worker sets the password, or both do before anybody can use it. */
    @Test
    void twoWorkersAreAtWorkAtATime() {
        for (int i = 0; i < 5; i++) {
            pools.osakaFaults().set("AdminSetUserPassword", Fault.refuse());
            Person person = pools.confirmed();
            pools.heal();

            CompletableFuture<InvocationResult> other =
                    CompletableFuture.supplyAsync(() -> otherWorker.invoke(sqsEvent(pools.message(person))));
            work(person);
            assertThat(answer(other.join())).isEqualTo("{\"batchItemFailures\":[]}");

            pools.recover(person, OWN_PASSWORD);
            pools.runQueue();
            assertThat(pools.signIn(person, OWN_PASSWORD)).isEqualTo("MFA_SETUP");
        }
    }

    private void work(Person person) {
        assertThat(answer(pools.worker.invoke(sqsEvent(pools.message(person)))))
                .isEqualTo("{\"batchItemFailures\":[]}");
    }

    private void waitForHalfOf(Person person) throws InterruptedException {
        for (int polls = 0; !isHalfCreated(person); polls++) {
            assertThat(polls).isLessThan(500);
            Thread.sleep(5);
        }
    }

    private boolean isHalfCreated(Person person) {
        return pools
                .osaka
                .listUsers(request ->
                        request.userPoolId(pools.standby.value()).filter("email = \"" + person.email() + "\""))
                .users()
                .stream()
                .anyMatch(user -> user.userStatus() == UserStatusType.FORCE_CHANGE_PASSWORD);
    }

    /** Without the trigger, whose invocation is already on its way. */
    private void confirmInTokyo(Person person) {
        pools.tokyo.updateUserPool(request -> request.userPoolId(pools.primary.value())
                .autoVerifiedAttributesWithStrings("email")
                .mfaConfiguration("ON"));
        pools.confirm(person);
        pools.attach(pools.trigger);
    }

    private byte[] event(Person person) {
        return """
                {"version":"1","region":"ap-northeast-1","userPoolId":"%s","userName":"%s",\
                "callerContext":{"awsSdkVersion":"aws-sdk-unknown-unknown","clientId":"%s"},\
                "triggerSource":"PostConfirmation_ConfirmSignUp","request":{"userAttributes":{"sub":"%s",\
                "cognito:user_status":"CONFIRMED","email":"%s","email_verified":"true"}},"response":{}}""".formatted(pools.primary.value(), person.sub(), pools.tokyoClient, person.sub(), person.email())
                .getBytes(StandardCharsets.UTF_8);
    }
}
