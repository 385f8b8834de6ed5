package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.CommandLineProcess.Ended;
import io.github.cognitodr.operator.aws.Side;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A lost device, on the sandbox. */
class ResetMfaIT {
    private static final DeployedPools pools = new DeployedPools();

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
}
