package io.github.cognitodr.sandbox.cognito;

import static io.github.cognitodr.sandbox.cognito.TestRegion.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EnableSoftwareTokenMfaException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import tools.jackson.databind.JsonNode;

/** Signing in with a password and an authenticator app. Source: API; cognito-facts, MFA. */
class SignInContractTest {
    private static final String EMAIL = "one@example.com";

    private final TestRegion sandbox = new TestRegion();
    private final String poolId =
            sandbox.pool(p -> p.mfaConfiguration(UserPoolMfaType.ON)).id();
    private final String clientId = sandbox.appClient(poolId);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private InitiateAuthResponse signIn(String password) {
        return sandbox.client.initiateAuth(r -> r.clientId(clientId)
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", password)));
    }

    private RespondToAuthChallengeResponse respond(ChallengeNameType name, String session, String key, String value) {
        return sandbox.client.respondToAuthChallenge(r -> r.clientId(clientId)
                .challengeName(name)
                .session(session)
                .challengeResponses(Map.of("USERNAME", EMAIL, key, value)));
    }

    private void confirmedUser() {
        sandbox.create(
                poolId, EMAIL, Map.of("email", EMAIL, "email_verified", "true", "custom:origin_sub", "tokyo-sub"));
        sandbox.client.adminSetUserPassword(
                r -> r.userPoolId(poolId).username(EMAIL).password(PASSWORD).permanent(true));
    }

    /** Signs in for the first time; returns the secret of the app that was enrolled. */
    private String enrol() {
        InitiateAuthResponse challenge = signIn(PASSWORD);
        assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
        var associated = sandbox.client.associateSoftwareToken(r -> r.session(challenge.session()));
        assertThatThrownBy(() -> sandbox.client.verifySoftwareToken(
                        r -> r.session(associated.session()).userCode("000000")))
                .isInstanceOf(EnableSoftwareTokenMfaException.class);
        var verified = sandbox.client.verifySoftwareToken(
                r -> r.session(associated.session()).userCode(totp(associated.secretCode())));
        assertThat(verified.statusAsString()).isEqualTo("SUCCESS");
        RespondToAuthChallengeResponse done = sandbox.client.respondToAuthChallenge(r -> r.clientId(clientId)
                .challengeName(ChallengeNameType.MFA_SETUP)
                .session(verified.session())
                .challengeResponses(Map.of("USERNAME", EMAIL)));
        assertThat(done.authenticationResult().idToken()).isNotEmpty();
        return associated.secretCode();
    }

    /** What an authenticator app shows; the base 32 decoder is the test's own. */
    private String totp(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            buffer = (buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(bytes.toByteArray(), "RAW"), sandbox.clock.instant());
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void firstSignInSetsUpTheAppAndTheNextAsksForItsCode() {
        confirmedUser();
        String secret = enrol();

        InitiateAuthResponse challenge = signIn(PASSWORD);
        assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);
        assertThatThrownBy(() -> respond(
                        ChallengeNameType.SOFTWARE_TOKEN_MFA,
                        challenge.session(),
                        "SOFTWARE_TOKEN_MFA_CODE",
                        totp("AAAAAAAAAAAAAAAA")))
                .isInstanceOf(CodeMismatchException.class);
        RespondToAuthChallengeResponse done = respond(
                ChallengeNameType.SOFTWARE_TOKEN_MFA, challenge.session(), "SOFTWARE_TOKEN_MFA_CODE", totp(secret));

        JsonNode id = claims(done.authenticationResult().idToken());
        assertThat(id.get("email").stringValue()).isEqualTo(EMAIL);
        assertThat(id.get("custom:origin_sub").stringValue()).isEqualTo("tokyo-sub");
        assertThat(id.get("sub").stringValue())
                .isEqualTo(sandbox.user(poolId, EMAIL).username());
        assertThat(claims(done.authenticationResult().accessToken()).has("custom:origin_sub"))
                .isFalse();
        assertThat(sandbox.user(poolId, EMAIL).userMFASettingList()).containsExactly("SOFTWARE_TOKEN_MFA");
    }

    private static JsonNode claims(String token) {
        return Json.MAPPER.readTree(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    }

    @Test
    void lostDeviceIsRemovedByAnAdministrator() {
        confirmedUser();
        assertThatThrownBy(() -> sandbox.client.adminDeleteSoftwareToken(
                        r -> r.userPoolId(poolId).username(EMAIL)))
                .isInstanceOf(ResourceNotFoundException.class);
        enrol();

        assertThatThrownBy(() -> sandbox.client.adminSetUserMFAPreference(
                        r -> r.userPoolId(poolId).username(EMAIL).softwareTokenMfaSettings(s -> s.enabled(false))))
                .isInstanceOf(InvalidParameterException.class);
        sandbox.client.adminDeleteSoftwareToken(r -> r.userPoolId(poolId).username(EMAIL));

        assertThat(signIn(PASSWORD).challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
    }

    @Test
    void temporaryPasswordIsChangedFirst() {
        sandbox.client.adminCreateUser(r -> r.userPoolId(poolId).username(EMAIL).temporaryPassword(PASSWORD));

        InitiateAuthResponse challenge = signIn(PASSWORD);
        assertThat(challenge.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        RespondToAuthChallengeResponse next = respond(
                ChallengeNameType.NEW_PASSWORD_REQUIRED, challenge.session(), "NEW_PASSWORD", "Another-Horse-2");

        assertThat(next.challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
        assertThat(sandbox.user(poolId, EMAIL).userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(sandbox.functions.calls).isEmpty();
    }

    @Test
    void temporaryPasswordEndsAfterSevenDays() {
        sandbox.client.adminCreateUser(r -> r.userPoolId(poolId).username(EMAIL).temporaryPassword(PASSWORD));
        sandbox.clock.advance(Duration.ofDays(7).plusSeconds(1));

        assertThatThrownBy(() -> signIn(PASSWORD))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Temporary password has expired");
    }

    @Test
    void wrongPasswordAndDisabledUserAreRefused() {
        confirmedUser();

        assertThatThrownBy(() -> signIn("Wrong-Horse-1"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
        sandbox.client.adminDisableUser(r -> r.userPoolId(poolId).username(EMAIL));
        assertThatThrownBy(() -> signIn(PASSWORD))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User is disabled.");
    }

    @Test
    void resetIsRequiredBeforeAnythingElse() {
        confirmedUser();
        sandbox.client.adminResetUserPassword(r -> r.userPoolId(poolId).username(EMAIL));

        assertThatThrownBy(() -> signIn("whatever")).isInstanceOf(PasswordResetRequiredException.class);
    }

    @Test
    void unconfirmedUserCannotSignIn() {
        sandbox.signUp(clientId, EMAIL);

        assertThatThrownBy(() -> signIn(PASSWORD)).isInstanceOf(UserNotConfirmedException.class);
    }

    @Test
    void administratorSignsInForAUser() {
        confirmedUser();

        assertThat(sandbox.client
                        .adminInitiateAuth(r -> r.userPoolId(poolId)
                                .clientId(clientId)
                                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                                .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", PASSWORD)))
                        .challengeName())
                .isEqualTo(ChallengeNameType.MFA_SETUP);
    }

    @Test
    void sessionEndsAfterThreeMinutes() {
        confirmedUser();
        InitiateAuthResponse challenge = signIn(PASSWORD);
        sandbox.clock.advance(Duration.ofMinutes(3).plusSeconds(1));

        assertThatThrownBy(() -> sandbox.client.associateSoftwareToken(r -> r.session(challenge.session())))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void poolWithoutMfaGivesTokensAtOnce() {
        String plain = sandbox.emailPool().id();
        String app = sandbox.appClient(plain);
        sandbox.signUp(app, EMAIL);
        sandbox.confirm(app, EMAIL);

        assertThat(sandbox.client
                        .initiateAuth(r -> r.clientId(app)
                                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                                .authParameters(Map.of("USERNAME", EMAIL, "PASSWORD", PASSWORD)))
                        .authenticationResult()
                        .accessToken())
                .isNotEmpty();
    }
}
