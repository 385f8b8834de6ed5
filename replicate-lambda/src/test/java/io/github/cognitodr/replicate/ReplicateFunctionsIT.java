package io.github.cognitodr.replicate;

import static io.github.cognitodr.replicate.ReplicatingPools.PASSWORD;
import static io.github.cognitodr.replicate.ReplicatingPools.attribute;
import static io.github.cognitodr.userpool.FunctionCalls.answer;
import static io.github.cognitodr.userpool.FunctionCalls.dailyCall;
import static io.github.cognitodr.userpool.FunctionCalls.sqsEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.replicate.ReplicatingPools.Person;
import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** What becomes of people: the deployable jar under AWS's own runtime client, called by the sandbox's Cognito and SQS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicateFunctionsIT {
    private static final String NAME = "山田, \"花子\"\nمرحبا \\ 😀";
    private static final String OWN_PASSWORD = "Osaka-Castle-9";

    private final ReplicatingPools pools = new ReplicatingPools();

    @AfterAll
    void stop() {
        pools.close();
    }

    @Test
    void aNewUserIsInTheStandbyWithEveryAttributeUnchanged() {
        Person person = pools.confirmed(
                "name",
                NAME,
                "phone_number",
                "+819012345678",
                "phone_number_verified",
                "true",
                "custom:note",
                "a,b;\"c\"\r\n\td");

        AdminGetUserResponse copy = pools.copy(person);
        assertThat(copy.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(copy.enabled()).isTrue();
        assertThat(copy.userAttributes())
                .containsExactlyInAnyOrder(
                        attribute("sub", copy.username()),
                        attribute("email", person.email()),
                        attribute("email_verified", "true"),
                        attribute("name", NAME),
                        attribute("phone_number", "+819012345678"),
                        attribute("phone_number_verified", "true"),
                        attribute("custom:note", "a,b;\"c\"\r\n\td"),
                        attribute("custom:origin_sub", person.sub()));
        assertThat(pools.sandbox.cognito(ReplicatingPools.OSAKA).outbox().latest(person.email()))
                .as("a message from Osaka")
                .isEmpty();
        assertThat(outcomes(person)).containsExactly("Replicated");
    }

    @Test
    void theDailyCallOfTheScheduleDoesNothingAndIsCountedNowhere() {
        for (LambdaFunction function : List.of(pools.trigger, pools.worker)) {
            int lines = function.logs().size();

            assertThat(function.invoke(dailyCall())).isInstanceOf(InvocationResult.Answered.class);

            assertThat(function.logs().stream().skip(lines)).noneMatch(line -> line.contains("_aws"));
        }
    }

    @Test
    void aReplicatedUserRecoversTheAccountInTheStandby() {
        Person person = pools.confirmed();

        pools.recover(person, OWN_PASSWORD);

        assertThat(pools.signIn(person, OWN_PASSWORD)).isEqualTo("MFA_SETUP");
    }

    @Test
    void whoAlreadyCarriesAnOriginKeepsIt() {
        String origin = "01234567-89ab-4cde-8f01-23456789abcd";

        Person person = pools.confirmed("custom:origin_sub", origin);

        assertThat(pools.copy(person).userAttributes()).contains(attribute("custom:origin_sub", origin));
        pools.runQueue();
        assertThat(outcomes(person)).containsExactly("Replicated", "AlreadyPresent");
    }

    @Test
    void theWorkerLooksAfterEverybodyAMinuteLaterAndChangesNothing() {
        Person person = pools.confirmed();
        List<Object> before = pools.stateOf(person);

        pools.runQueue();

        assertThat(pools.stateOf(person)).isEqualTo(before);
        assertThat(outcomes(person)).containsExactly("Replicated", "AlreadyPresent");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStrangerWhoTookTheAddressIsReportedAndNeverTouched(boolean confirmed) {
        Person person = pools.signUp();
        pools.osaka.signUp(request -> request.clientId(pools.osakaClient)
                .username(person.email())
                .password(OWN_PASSWORD)
                .userAttributes(attribute("email", person.email())));
        if (confirmed) {
            pools.osaka.adminConfirmSignUp(
                    request -> request.userPoolId(pools.standby.value()).username(person.email()));
        }
        List<Object> stranger = pools.stateOf(person);

        pools.confirm(person);
        pools.runQueue();

        assertThat(pools.stateOf(person)).isEqualTo(stranger);
        assertThat(outcomes(person)).containsExactly("IdentityConflict", "IdentityConflict");
        assertThat(pools.logsOf(person)).allMatch(line -> line.contains("\"IdentityConflict\":1"));
        assertThat(pools.deadLetters()).containsExactly(pools.message(person));
    }

    @Test
    void whoHasNoVerifiedContactIsReplicatedAndReported() {
        Person person = pools.signUp();

        pools.tokyo.adminConfirmSignUp(
                request -> request.userPoolId(pools.primary.value()).username(person.email()));

        assertThat(pools.copy(person).userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(outcomes(person)).containsExactly("NoRecoveryContact");
    }

    @Test
    void whoWasDisabledMeanwhileIsDisabledInTheStandby() {
        Person person = whileOsakaIsDown(() -> pools.confirmed());
        pools.tokyo.adminDisableUser(
                request -> request.userPoolId(pools.primary.value()).username(person.email()));

        pools.runQueue();

        AdminGetUserResponse copy = pools.copy(person);
        assertThat(copy.enabled()).isFalse();
        assertThat(copy.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(outcomes(person)).containsExactly("Queued", "Replicated");
    }

    @Test
    void whoWasDeletedMeanwhileIsDropped() {
        Person person = whileOsakaIsDown(() -> pools.confirmed());
        pools.tokyo.adminDeleteUser(
                request -> request.userPoolId(pools.primary.value()).username(person.email()));

        pools.runQueue();

        assertThat(outcomes(person)).containsExactly("Queued", "Skipped");
        assertThat(pools.deadLetters()).isEmpty();
    }

    /** The worker copies what Tokyo knows now, not what it knew at the sign-up. */
    @Test
    void whoChangedAnAttributeMeanwhileIsReadAfresh() {
        Person person = whileOsakaIsDown(() -> pools.confirmed("name", "before"));
        pools.update(person, List.of(attribute("name", "after")));

        pools.runQueue();

        assertThat(pools.copy(person).userAttributes()).contains(attribute("name", "after"));
    }

    /** The copy stands under the former address, and a second one of the same person would be another's to recover. */
    @Test
    void whoChangesTheAddressWithinTheMinuteIsNotCopiedTwice() {
        Person person = pools.confirmed();
        String changed = "changed-" + person.email();
        int users = users();
        pools.update(person, List.of(attribute("email", changed), attribute("email_verified", "true")));

        pools.runQueue();

        assertThat(users()).isEqualTo(users);
        assertThat(outcomes(person)).containsExactly("Replicated", "Failed");
        assertThat(pools.logsOf(person).get(1)).contains("the sign-in value has changed since the sign-up");
        assertThat(pools.deadLetters()).containsExactly(pools.message(person));
    }

    @Test
    void whatCannotGetBetterIsPutAsideAtOnceAndHoldsUpNobody() {
        pools.tokyo.addCustomAttributes(request -> request.userPoolId(pools.primary.value())
                .customAttributes(SchemaAttributeType.builder()
                        .name("tokyo_only")
                        .attributeDataType("String")
                        .build()));
        List<Person> good = new ArrayList<>();
        List<Person> refused = new ArrayList<>();
        whileOsakaIsDown(() -> {
            for (int i = 0; i < 3; i++) {
                good.add(pools.confirmed());
                refused.add(pools.confirmed("custom:tokyo_only", "secret"));
            }
            return good.get(0);
        });

        pools.runQueue();

        assertThat(good)
                .allSatisfy(
                        person -> assertThat(pools.copy(person).userStatus()).isEqualTo(UserStatusType.CONFIRMED));
        assertThat(pools.deadLetters())
                .containsExactlyInAnyOrderElementsOf(
                        refused.stream().map(pools::message).toList());
        assertThat(refused).allSatisfy(person -> {
            assertThat(outcomes(person)).containsExactly("Queued", "Failed");
            assertThat(pools.logsOf(person)).noneMatch(line -> line.contains("secret"));
        });
    }

    @Test
    void whatIsNoRetryMessageGoesToTheDeadLetterQueue() {
        assertThat(answer(pools.worker.invoke(sqsEvent("hello")))).isEqualTo("{\"batchItemFailures\":[]}");

        assertThat(pools.deadLetters()).containsExactly("hello");
    }

    @Test
    void aPasswordResetInThePrimaryPassesThrough() {
        Person person = pools.confirmed();
        List<Object> before = pools.stateOf(person);

        pools.tokyo.forgotPassword(
                request -> request.clientId(pools.tokyoClient).username(person.email()));
        String code = pools.sandbox
                .cognito(ReplicatingPools.TOKYO)
                .outbox()
                .latest(person.email())
                .orElseThrow()
                .code();
        pools.tokyo.confirmForgotPassword(request -> request.clientId(pools.tokyoClient)
                .username(person.email())
                .confirmationCode(code)
                .password(PASSWORD + "!"));

        assertThat(pools.stateOf(person)).isEqualTo(before);
        assertThat(outcomes(person)).containsExactly("Replicated", "Skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-source.json", "federated.json", "password-reset.json"})
    void everythingElseIsAnsweredUnchangedAndLeavesNoTrace(String name) throws IOException {
        byte[] event;
        try (InputStream in =
                Objects.requireNonNull(ReplicateFunctionsIT.class.getResourceAsStream("/events/" + name))) {
            event = in.readAllBytes();
        }
        int users = users();
        int retries = pools.retriesLeft();

        assertThat(answer(pools.trigger.invoke(event))).isEqualTo(new String(event, StandardCharsets.UTF_8));

        assertThat(users()).isEqualTo(users);
        assertThat(pools.retriesLeft()).isEqualTo(retries);
    }

    /** With SnapStart every environment begins as a copy of one: what it drew before, all of them would know. */
    @Test
    void noPasswordIsDrawnBeforeTheFirstInvocation() {
        String password = "io.github.cognitodr.userpool.cognito.UnknownPassword source";
        LambdaFunction watched = pools.function(
                "watched",
                "ReplicateOnConfirmation",
                Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load"),
                JavaRuntime.current().withSnapStart());
        pools.attach(watched);
        watched.warmUp();
        assertThat(watched.logs())
                .as("clients are there, and the SDK's classes for their first calls")
                .anyMatch(line -> line.contains("userpool.cognito.CognitoTargetPool source"))
                .anyMatch(line -> line.contains("software.amazon.awssdk.services.sqs.model.SqsRequest source"))
                .noneMatch(line -> line.contains("NotPrimed"))
                .noneMatch(line -> line.contains(password));

        Person person = pools.confirmed();

        assertThat(pools.copy(person).userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(watched.logs()).anyMatch(line -> line.contains(password));
        pools.attach(pools.trigger);
        watched.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ReplicateOnConfirmation, STANDBY_USER_POOL_ID, ''",
        "ReplicateOnConfirmation, RETRY_QUEUE_URL, retry",
        "ReplicateFromQueue, USERNAME_ATTRIBUTE, mail",
    })
    void aMalformedEnvironmentEndsTheStartWithTheVariablesName(String handler, String name, String value) {
        LambdaFunction broken = pools.function("broken-" + handler + "-" + name, handler, Map.of(name, value));

        assertThat(broken.invoke("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        InvocationResult.Failed.class,
                        failed -> assertThat(failed.message()).contains("The environment variable " + name + " "));
        broken.close();
    }

    private Person whileOsakaIsDown(Supplier<Person> something) {
        pools.osakaFaults().set(Fault.refuse());
        try {
            return something.get();
        } finally {
            pools.heal();
        }
    }

    /** What the log says became of a person, the trigger's word before the worker's. */
    private List<String> outcomes(Person person) {
        return pools.logsOf(person).stream()
                .map(line -> line.replaceFirst("^\\{\"level\":\"[A-Z]+\",\"outcome\":\"([A-Za-z]+)\".*$", "$1"))
                .toList();
    }

    private int users() {
        return pools.osaka
                .describeUserPool(request -> request.userPoolId(pools.standby.value()))
                .userPool()
                .estimatedNumberOfUsers();
    }
}
