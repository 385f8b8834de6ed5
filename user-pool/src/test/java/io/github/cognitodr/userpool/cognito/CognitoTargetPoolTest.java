package io.github.cognitodr.userpool.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.TargetPool;
import io.github.cognitodr.userpool.TargetPoolContract;
import io.github.cognitodr.userpool.UserPoolId;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** The contract of a target pool, over the wire, and what a fake cannot show. */
class CognitoTargetPoolTest extends TargetPoolContract {
    private static final CognitoRegion region =
            CognitoRegion.builder("ap-northeast-3").build();
    private static final CognitoIdentityProviderClient cognito = SandboxPools.client(region);

    @AfterAll
    static void stop() {
        cognito.close();
        region.close();
    }

    @AfterEach
    void recover() {
        region.faults().clear();
    }

    @Override
    protected TargetPool emptyPool() {
        return new CognitoTargetPool(cognito, SandboxPools.emailPool(cognito));
    }

    @Test
    void nobodyIsToldOfTheCopy() {
        TargetPool pool = emptyPool();
        int before = region.outbox().messages().size();

        pool.create("quiet@example.com", Map.of("email", "quiet@example.com", "email_verified", "true"), soon());
        pool.confirmWithUnknownPassword("quiet@example.com", soon());

        assertThat(region.outbox().messages()).hasSize(before);
    }

    @Test
    void anAttributeThatTheSchemaLacksIsRefusedForGood() {
        TargetPool pool = emptyPool();

        assertThatThrownBy(() -> pool.create("a@example.com", Map.of("custom:unknown", "secret"), soon()))
                .isInstanceOf(PoolRefusedException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aPoolThatIsGoneMayComeBack() {
        TargetPool pool = new CognitoTargetPool(cognito, new UserPoolId("ap-northeast-3_Nowhere99"));

        assertThatThrownBy(() -> pool.find("a@example.com", soon()))
                .isInstanceOf(PoolUnavailableException.class)
                .hasMessageContaining("ResourceNotFoundException");
    }

    @Test
    void aRegionThatHangsIsGivenUpAtTheDeadline() {
        TargetPool pool = emptyPool();
        region.faults().set(Fault.hang());
        Stopwatch stopwatch = Stopwatch.start();

        assertThatThrownBy(() -> pool.create("a@example.com", Map.of(), Deadline.in(Duration.ofMillis(700))))
                .isInstanceOf(PoolUnavailableException.class);

        assertThat(stopwatch.milliseconds()).isBetween(600L, 1500L);
    }

    @Test
    void aRegionThatRefusesIsUnavailable() {
        TargetPool pool = emptyPool();
        region.faults().set(Fault.refuse());

        assertThatThrownBy(() -> pool.find("a@example.com", soon())).isInstanceOf(PoolUnavailableException.class);
    }

    /** What a load balancer answers in the place of Cognito has no error code. */
    @Test
    void anAnswerWithoutACodeIsUnavailable() {
        TargetPool pool = emptyPool();
        region.faults().set(Fault.bare503());

        assertThatThrownBy(() -> pool.find("a@example.com", soon()))
                .isInstanceOf(PoolUnavailableException.class)
                .hasMessageContaining("status 503");
    }

    @Test
    void anAnswerOfStatus500IsUnavailable() {
        TargetPool pool = emptyPool();
        region.faults().set(Fault.error500());

        assertThatThrownBy(() -> pool.find("a@example.com", soon())).isInstanceOf(PoolUnavailableException.class);
    }
}
