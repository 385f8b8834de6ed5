package io.github.cognitodr.sandbox.cognito;

import static io.github.cognitodr.sandbox.cognito.TestRegion.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Forgotten and reset passwords. Source: API; cognito-facts, Users; issues amplify-js 1340 and 2955. */
class PasswordRecoveryContractTest {
    private static final String EMAIL = "one@example.com";
    private static final Map<String, String> VERIFIED = Map.of("email", EMAIL, "email_verified", "true");

    private final TestRegion sandbox = new TestRegion();
    private final String poolId = sandbox.emailPool().id();
    private final String clientId = sandbox.appClient(poolId);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void forgot() {
        sandbox.client.forgotPassword(r -> r.clientId(clientId).username(EMAIL));
    }

    private void confirm(String code, String password) {
        sandbox.client.confirmForgotPassword(
                r -> r.clientId(clientId).username(EMAIL).confirmationCode(code).password(password));
    }

    private void setPassword() {
        sandbox.client.adminSetUserPassword(
                r -> r.userPoolId(poolId).username(EMAIL).password(PASSWORD).permanent(true));
    }

    @Test
    void userWithATemporaryPasswordIsLockedOut() {
        sandbox.create(poolId, EMAIL, VERIFIED);

        assertThatThrownBy(this::forgot)
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User password cannot be reset in the current state.");
    }

    @Test
    void permanentPasswordOpensTheWay() {
        sandbox.create(poolId, EMAIL, VERIFIED);
        setPassword();

        forgot();
        confirm(sandbox.code(EMAIL), "Another-Horse-2");

        assertThat(sandbox.user(poolId, EMAIL).userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThatThrownBy(() -> confirm(sandbox.code(EMAIL), "Another-Horse-3"))
                .as("a code is good once")
                .isInstanceOf(ExpiredCodeException.class);
    }

    @Test
    void unverifiedAddressGetsNoCode() {
        sandbox.create(poolId, EMAIL, Map.of("email", EMAIL));
        setPassword();

        assertThatThrownBy(this::forgot)
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("no registered/verified email or phone_number");
    }

    @Test
    void resetByAdministratorSendsACode() {
        sandbox.create(poolId, EMAIL, VERIFIED);
        setPassword();

        sandbox.client.adminResetUserPassword(r -> r.userPoolId(poolId).username(EMAIL));

        assertThat(sandbox.user(poolId, EMAIL).userStatus()).isEqualTo(UserStatusType.RESET_REQUIRED);
        confirm(sandbox.code(EMAIL), "Another-Horse-2");
        assertThat(sandbox.user(poolId, EMAIL).userStatus()).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void wrongAndOldCodesAreRefused() {
        sandbox.create(poolId, EMAIL, VERIFIED);
        setPassword();
        forgot();
        String right = sandbox.code(EMAIL);
        String wrong = right.equals("000000") ? "000001" : "000000";

        assertThatThrownBy(() -> confirm(wrong, "Another-Horse-2")).isInstanceOf(CodeMismatchException.class);
        assertThatThrownBy(() -> confirm(right, "weak")).isInstanceOf(InvalidPasswordException.class);
        sandbox.clock.advance(Duration.ofMinutes(61));
        assertThatThrownBy(() -> confirm(right, "Another-Horse-2")).isInstanceOf(ExpiredCodeException.class);
    }

    @Test
    void unconfirmedUserCannotReset() {
        sandbox.signUp(clientId, EMAIL);

        assertThatThrownBy(this::forgot).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> confirm("123456", "Another-Horse-2")).isInstanceOf(UserNotConfirmedException.class);
    }

    @Test
    void disabledUserIsRefused() {
        sandbox.create(poolId, EMAIL, VERIFIED);
        setPassword();
        sandbox.client.adminDisableUser(r -> r.userPoolId(poolId).username(EMAIL));

        assertThatThrownBy(this::forgot)
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User is disabled.");
    }

    @Test
    void unknownUserIsHiddenWhereTheClientWantsIt() {
        assertThatThrownBy(this::forgot).isInstanceOf(UserNotFoundException.class);
        String hiding = sandbox.client
                .createUserPoolClient(r -> r.userPoolId(poolId)
                        .clientName("hiding")
                        .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED))
                .userPoolClient()
                .clientId();

        assertThat(sandbox.client
                        .forgotPassword(r -> r.clientId(hiding).username(EMAIL))
                        .codeDeliveryDetails()
                        .destination())
                .isEqualTo("o***@e***");
    }
}
