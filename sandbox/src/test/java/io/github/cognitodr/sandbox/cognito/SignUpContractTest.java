package io.github.cognitodr.sandbox.cognito;

import static io.github.cognitodr.sandbox.cognito.TestRegion.PASSWORD;
import static io.github.cognitodr.sandbox.cognito.TestRegion.attribute;
import static io.github.cognitodr.sandbox.cognito.TestRegion.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Signing up and confirming. Source: API reference of each operation; cognito-facts, Users, passwords, statuses. */
class SignUpContractTest {
    private static final String EMAIL = "one@example.com";

    private final TestRegion sandbox = new TestRegion();
    private final String poolId = sandbox.emailPool().id();
    private final String clientId = sandbox.appClient(poolId);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void newUserIsUnconfirmedAndGetsACode() {
        SignUpResponse answer = sandbox.client.signUp(
                r -> r.clientId(clientId).username(EMAIL).password(PASSWORD).userAttributes(attribute("email", EMAIL)));

        assertThat(answer.userConfirmed()).isFalse();
        assertThat(answer.codeDeliveryDetails().destination()).isEqualTo("o***@e***");
        assertThat(answer.codeDeliveryDetails().deliveryMedium()).isEqualTo(DeliveryMediumType.EMAIL);
        AdminGetUserResponse user = sandbox.user(poolId, EMAIL);
        assertThat(user.userStatus()).isEqualTo(UserStatusType.UNCONFIRMED);
        assertThat(value(user.userAttributes(), "email_verified")).isEqualTo("false");
        assertThat(sandbox.code(EMAIL)).matches("[0-9]{6}");
    }

    @Test
    void usernameIsTheSubWherePeopleSignInWithEmail() {
        String sub = sandbox.signUp(clientId, EMAIL);

        assertThat(sandbox.user(poolId, EMAIL).username()).isEqualTo(sub);
        assertThat(sub).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(sandbox.user(poolId, sub).username()).isEqualTo(sub);
    }

    @Test
    void signUpNeedsNoSignature() {
        try (CognitoIdentityProviderClient anonymous = sandbox.anonymous()) {
            assertThat(anonymous
                            .signUp(r -> r.clientId(clientId).username(EMAIL).password(PASSWORD))
                            .userSub())
                    .isNotEmpty();
        }
    }

    @Test
    void codeConfirmsUserAndAddress() {
        sandbox.signUp(clientId, EMAIL);

        sandbox.confirm(clientId, EMAIL);

        AdminGetUserResponse user = sandbox.user(poolId, EMAIL);
        assertThat(user.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(value(user.userAttributes(), "email_verified")).isEqualTo("true");
    }

    @Test
    void confirmedUserCannotBeConfirmedAgain() {
        sandbox.signUp(clientId, EMAIL);
        sandbox.confirm(clientId, EMAIL);

        assertThatThrownBy(() -> sandbox.confirm(clientId, EMAIL))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User cannot be confirmed. Current status is CONFIRMED");
        assertThatThrownBy(() -> sandbox.client.resendConfirmationCode(
                        r -> r.clientId(clientId).username(EMAIL)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("User is already confirmed.");
    }

    @Test
    void administratorConfirmsWithoutVerifyingTheAddress() {
        sandbox.signUp(clientId, EMAIL);

        sandbox.client.adminConfirmSignUp(r -> r.userPoolId(poolId).username(EMAIL));

        AdminGetUserResponse user = sandbox.user(poolId, EMAIL);
        assertThat(user.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(value(user.userAttributes(), "email_verified")).isEqualTo("false");
    }

    @Test
    void wrongAndOldCodesAreRefused() {
        sandbox.signUp(clientId, EMAIL);
        String right = sandbox.code(EMAIL);
        String wrong = right.equals("000000") ? "000001" : "000000";

        assertThatThrownBy(() -> sandbox.client.confirmSignUp(
                        r -> r.clientId(clientId).username(EMAIL).confirmationCode(wrong)))
                .isInstanceOf(CodeMismatchException.class);
        sandbox.clock.advance(Duration.ofHours(25));
        assertThatThrownBy(() -> sandbox.confirm(clientId, EMAIL)).isInstanceOf(ExpiredCodeException.class);
        sandbox.client.resendConfirmationCode(r -> r.clientId(clientId).username(EMAIL));
        sandbox.confirm(clientId, EMAIL);
        assertThat(sandbox.user(poolId, EMAIL).userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void takenAddressIsRefusedInAnyCase() {
        sandbox.signUp(clientId, EMAIL);

        assertThatThrownBy(() -> sandbox.signUp(clientId, "ONE@example.com"))
                .isInstanceOf(UsernameExistsException.class)
                .hasMessageContaining("An account with the given email already exists.");
    }

    @Test
    void takenAddressInAnotherCaseIsAnotherPersonWhereCaseMatters() {
        String caseSensitive = sandbox.pool(p -> p.usernameConfiguration(c -> c.caseSensitive(true)))
                .id();
        String app = sandbox.appClient(caseSensitive);

        assertThat(sandbox.signUp(app, EMAIL)).isNotEqualTo(sandbox.signUp(app, "ONE@example.com"));
    }

    @Test
    void attributeThatTheClientMayNotWriteIsRefused() {
        assertThatThrownBy(() -> sandbox.client.signUp(r -> r.clientId(clientId)
                        .username(EMAIL)
                        .password(PASSWORD)
                        .userAttributes(attribute("email", EMAIL), attribute("custom:origin_sub", "somebody-else"))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("A client attempted to write unauthorized attribute");
    }

    @Test
    void weakPasswordIsRefused() {
        assertThatThrownBy(() -> sandbox.client.signUp(
                        r -> r.clientId(clientId).username(EMAIL).password("short")))
                .isInstanceOf(InvalidPasswordException.class);
        assertThatThrownBy(() -> sandbox.client.signUp(
                        r -> r.clientId(clientId).username(EMAIL).password("no-digits-Here")))
                .isInstanceOf(InvalidPasswordException.class);
    }

    @Test
    void usernameHasToBeAnAddress() {
        assertThatThrownBy(() -> sandbox.client.signUp(
                        r -> r.clientId(clientId).username("nobody").password(PASSWORD)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Username should be an email.");
    }

    @Test
    void requiredAttributeHasToBeThere() {
        String pool = sandbox.pool(p -> p.schema(
                        TestRegion.ORIGIN_SUB,
                        SchemaAttributeType.builder()
                                .name("name")
                                .required(true)
                                .build()))
                .id();
        String app = sandbox.appClient(pool);

        assertThatThrownBy(() -> sandbox.signUp(app, EMAIL))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("name: The attribute is required");
    }

    @Test
    void signUpCanBeLeftToAdministrators() {
        String pool = sandbox.pool(p -> p.adminCreateUserConfig(c -> c.allowAdminCreateUserOnly(true)))
                .id();
        String app = sandbox.appClient(pool);

        assertThatThrownBy(() -> sandbox.signUp(app, EMAIL))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("SignUp is not permitted for this user pool");
    }

    @Test
    void unknownUserIsNotFound() {
        assertThatThrownBy(() -> sandbox.client.confirmSignUp(
                        r -> r.clientId(clientId).username(EMAIL).confirmationCode("123456")))
                .isInstanceOf(UserNotFoundException.class)
                .hasMessageContaining("User does not exist.");
    }
}
