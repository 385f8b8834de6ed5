package io.github.cognitodr.sandbox.cognito;

import static io.github.cognitodr.sandbox.cognito.TestRegion.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidLambdaResponseException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnexpectedLambdaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import tools.jackson.databind.JsonNode;

/** The trigger. Source: Guide, Post confirmation Lambda trigger; cognito-facts, Post Confirmation trigger. */
class PostConfirmationContractTest {
    private static final String EMAIL = "one@example.com";

    private final TestRegion sandbox = new TestRegion();
    private final String poolId = sandbox.pool(p -> p.lambdaConfig(l -> l.postConfirmation(RecordedFunctions.ARN)))
            .id();
    private final String clientId = sandbox.appClient(poolId);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void eventHasCognitosForm() {
        String sub = sandbox.signUp(clientId, EMAIL);
        sandbox.client.confirmSignUp(r -> r.clientId(clientId)
                .username(EMAIL)
                .confirmationCode(sandbox.code(EMAIL))
                .clientMetadata(Map.of("from", "campaign")));

        RecordedFunctions.Call call = onlyCall();
        assertThat(call.arn()).isEqualTo(RecordedFunctions.ARN);
        assertThat(call.limit()).isEqualTo(Duration.ofSeconds(5));
        assertThat(Json.MAPPER.readTree(call.event()))
                .isEqualTo(Json.MAPPER.readTree("""
                        {"version": "1", "region": "ap-northeast-1", "userPoolId": "%s", "userName": "%s",
                         "callerContext": {"awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": "%s"},
                         "triggerSource": "PostConfirmation_ConfirmSignUp",
                         "request": {
                           "userAttributes": {"sub": "%s", "cognito:email_alias": "one@example.com",
                             "cognito:user_status": "CONFIRMED", "email": "one@example.com",
                             "email_verified": "true"},
                           "clientMetadata": {"from": "campaign"}},
                         "response": {}}
                        """.formatted(poolId, sub, clientId, sub)));
    }

    private RecordedFunctions.Call onlyCall() {
        assertThat(sandbox.functions.calls).hasSize(1);
        return sandbox.functions.calls.get(0);
    }

    @Test
    void adminConfirmSignUpTriggersToo() {
        sandbox.signUp(clientId, EMAIL);
        sandbox.client.adminConfirmSignUp(r -> r.userPoolId(poolId).username(EMAIL));

        JsonNode event = Json.MAPPER.readTree(onlyCall().event());
        assertThat(event.get("triggerSource").stringValue()).isEqualTo("PostConfirmation_ConfirmSignUp");
        assertThat(event.get("request").has("clientMetadata")).isFalse();
    }

    @Test
    void everyPasswordResetTriggersWithItsOwnSource() {
        sandbox.signUp(clientId, EMAIL);
        sandbox.confirm(clientId, EMAIL);
        sandbox.functions.calls.clear();

        sandbox.client.forgotPassword(r -> r.clientId(clientId).username(EMAIL));
        assertThat(sandbox.functions.calls).isEmpty();
        sandbox.client.confirmForgotPassword(r -> r.clientId(clientId)
                .username(EMAIL)
                .confirmationCode(sandbox.code(EMAIL))
                .password("Another-Horse-2"));

        assertThat(onlyCall().event()).contains("\"triggerSource\":\"PostConfirmation_ConfirmForgotPassword\"");
    }

    @Test
    void triggerThatFailsAfterAResetCannotUndoIt() {
        sandbox.signUp(clientId, EMAIL);
        sandbox.confirm(clientId, EMAIL);
        sandbox.client.forgotPassword(r -> r.clientId(clientId).username(EMAIL));
        sandbox.functions.behave(event -> new InvocationResult.Failed("RuntimeException", "boom"));

        assertThatThrownBy(() -> sandbox.client.confirmForgotPassword(r -> r.clientId(clientId)
                        .username(EMAIL)
                        .confirmationCode(sandbox.code(EMAIL))
                        .password("Another-Horse-2")))
                .isInstanceOf(UserLambdaValidationException.class);

        assertThat(sandbox.client
                        .initiateAuth(r -> r.clientId(clientId)
                                .authFlow("USER_PASSWORD_AUTH")
                                .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", "Another-Horse-2")))
                        .authenticationResult()
                        .idToken())
                .isNotEmpty();
    }

    @Test
    void administratorsUsersTriggerNothing() {
        sandbox.create(poolId, EMAIL, Map.of("email", EMAIL, "email_verified", "true"));
        sandbox.client.adminSetUserPassword(r ->
                r.userPoolId(poolId).username(EMAIL).password("Another-Horse-2").permanent(true));

        assertThat(sandbox.functions.calls).isEmpty();
    }

    @Test
    void callerOfAFailedTriggerSeesTheErrorAndTheUserIsConfirmedAllTheSame() {
        sandbox.signUp(clientId, EMAIL);
        sandbox.functions.behave(event -> new InvocationResult.Failed("RuntimeException", "boom"));

        assertThatThrownBy(() -> sandbox.confirm(clientId, EMAIL))
                .isInstanceOf(UserLambdaValidationException.class)
                .hasMessageContaining("PostConfirmation failed with error boom.");

        assertThat(sandbox.user(poolId, EMAIL).userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        sandbox.functions.behave(InvocationResult.Answered::new);
        assertThatThrownBy(() -> sandbox.confirm(clientId, EMAIL))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Current status is CONFIRMED");
        assertThat(sandbox.functions.calls).hasSize(1);
    }

    /** Cognito may retry; three attempts in earlier editions. (Guide, Lambda triggers, Things to know) */
    @Test
    void triggerThatTimesOutIsCalledThreeTimes() {
        sandbox.signUp(clientId, EMAIL);
        sandbox.functions.behave(event -> new InvocationResult.TimedOut("5 s"));

        assertThatThrownBy(() -> sandbox.confirm(clientId, EMAIL)).isInstanceOf(UnexpectedLambdaException.class);

        assertThat(sandbox.functions.calls).hasSize(3);
        assertThat(sandbox.user(poolId, EMAIL).userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void triggerThatIsNotThereIsUnexpected() {
        sandbox.signUp(clientId, EMAIL);
        sandbox.functions.behave(event -> new InvocationResult.Unavailable("no such function"));

        assertThatThrownBy(() -> sandbox.confirm(clientId, EMAIL)).isInstanceOf(UnexpectedLambdaException.class);
        assertThat(sandbox.functions.calls).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\"ok\"", "{}", "not json", "{\"response\":{}}", "[1]"})
    void answerHasToBeTheEvent(String answer) {
        sandbox.signUp(clientId, EMAIL);
        sandbox.functions.behave(event -> new InvocationResult.Answered(answer.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> sandbox.confirm(clientId, EMAIL))
                .isInstanceOf(InvalidLambdaResponseException.class)
                .hasMessageContaining("Unrecognizable lambda output");
    }

    @Test
    void versionCannotBeATrigger() {
        String version = "arn:aws:lambda:ap-northeast-1:123456789012:function:post-confirmation:7";

        assertThatThrownBy(() -> sandbox.pool(p -> p.lambdaConfig(l -> l.postConfirmation(version))))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void preSignUpTriggerCanRefuseAnAdministratorsUser() {
        String guarded = sandbox.pool(p -> p.lambdaConfig(l -> l.preSignUp(RecordedFunctions.ARN)))
                .id();
        sandbox.functions.behave(event -> new InvocationResult.Failed("RuntimeException", "not here"));

        assertThatThrownBy(() -> sandbox.client.adminCreateUser(
                        r -> r.userPoolId(guarded).username(EMAIL).userAttributes(attribute("email", EMAIL))))
                .isInstanceOf(UserLambdaValidationException.class)
                .hasMessageContaining("PreSignUp failed with error not here.");
        assertThat(onlyCall().event()).contains("PreSignUp_AdminCreateUser");
    }
}
