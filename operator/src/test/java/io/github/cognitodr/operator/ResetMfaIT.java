package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.CommandLineProcess.Ended;
import io.github.cognitodr.operator.aws.Side;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;

/** A lost device, on the sandbox. */
class ResetMfaIT {
    private static final DeployedPools pools = new DeployedPools();
    private static final String client = pools.cognito(Side.PRIMARY)
            .createUserPoolClient(request -> request.userPoolId(pools.pool(Side.PRIMARY))
                    .clientName("test")
                    .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
            .userPoolClient()
            .clientId();

    @AfterAll
    static void stop() {
        pools.close();
    }

    @Test
    void whoHasNoAppIsToldSo() {
        String sub = pools.user(Side.PRIMARY, "none@example.com", Map.of());

        Ended ended = pools.run("reset-mfa", "none@example.com", "--yes");

        assertThat(ended.lines())
                .containsExactly(sub + " has no authenticator app in the primary pool: the next sign-in asks to enrol"
                        + " one anyway.");
        assertThat(ended.err()).contains(sub).doesNotContain("example.com");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void theNextSignInAsksToEnrolANewApp() throws GeneralSecurityException {
        String sub = pools.user(Side.PRIMARY, "lost@example.com", Map.of());
        enrol("lost@example.com");
        assertThat(signIn("lost@example.com").challengeName()).isEqualTo(ChallengeNameType.SOFTWARE_TOKEN_MFA);

        Ended ended = pools.run("reset-mfa", "lost@example.com", "--yes");

        assertThat(ended.lines())
                .containsExactly(sub + " enrols an authenticator app at the next sign-in in the primary pool.");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(signIn("lost@example.com").challengeName()).isEqualTo(ChallengeNameType.MFA_SETUP);
    }

    @Test
    void nobodyOfThatNameIsWrongUseAndNotEchoed() {
        Ended ended = pools.run("reset-mfa", "nobody@example.com", "--in", "both", "--yes");

        assertThat(ended.err()).contains("nobody of that name in either pool").doesNotContain("example.com");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void theCopyIsFoundByTheSubOfItsOriginal() {
        String sub = pools.user(Side.PRIMARY, "both@example.com", Map.of());
        String copy = pools.user(Side.STANDBY, "both@example.com", Map.of("custom:origin_sub", sub));

        Ended ended = pools.run("reset-mfa", sub, "--in", "both", "--dry-run");

        assertThat(ended.err()).contains(sub + " in the primary", copy + " in the standby", "--dry-run");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void anotherPersonUnderTheAddressIsLeftAlone() {
        String sub = pools.user(Side.PRIMARY, "other@example.com", Map.of());
        String stranger = pools.user(Side.STANDBY, "other@example.com", Map.of());

        Ended bySub = pools.run("reset-mfa", sub, "--in", "both", "--dry-run");
        Ended byAddress = pools.run("reset-mfa", "other@example.com", "--in", "both", "--dry-run");

        assertThat(bySub.err()).contains("not in the standby pool").doesNotContain(stranger);
        assertThat(byAddress.err()).contains("another person's in each pool");
        assertThat(byAddress.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    }

    private static InitiateAuthResponse signIn(String address) {
        return pools.cognito(Side.PRIMARY)
                .initiateAuth(request -> request.clientId(client)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", address, "PASSWORD", DeployedPools.PASSWORD)));
    }

    private static void enrol(String address) throws GeneralSecurityException {
        CognitoIdentityProviderClient cognito = pools.cognito(Side.PRIMARY);
        var associated = cognito.associateSoftwareToken(
                request -> request.session(signIn(address).session()));
        String code = code(associated.secretCode());
        cognito.verifySoftwareToken(
                request -> request.session(associated.session()).userCode(code));
    }

    /** What an authenticator app shows now. (RFC 6238) */
    private static String code(String base32) throws GeneralSecurityException {
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < base32.length(); i++) {
            bits = bits.shiftLeft(5)
                    .add(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i))));
        }
        int length = base32.length() * 5 / 8;
        byte[] secret = new byte[length];
        BigInteger whole = bits.shiftRight(base32.length() * 5 % 8);
        for (int i = length - 1; i >= 0; i--) {
            secret[i] = whole.byteValue();
            whole = whole.shiftRight(8);
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8)
                .putLong(Instant.now().getEpochSecond() / 30)
                .array());
        int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fffffff;
        return String.format(Locale.ROOT, "%06d", number % 1_000_000);
    }
}
