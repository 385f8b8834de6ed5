package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForbiddenException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InternalErrorException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** What a Region can be made to do wrong, and its quotas. Source: cognito-facts, Quotas. */
class FaultsContractTest {
    private final TestRegion sandbox = new TestRegion();
    private final String poolId = sandbox.emailPool().id();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private int users() {
        return sandbox.client.listUsers(r -> r.userPoolId(poolId)).users().size();
    }

    @Test
    void refusedCallIsNotDone() {
        sandbox.region.faults().set(Fault.refuse());

        assertThatThrownBy(() -> sandbox.create(poolId, "one@example.com", Map.of()))
                .isInstanceOf(SdkClientException.class);

        sandbox.region.faults().clear();
        assertThat(users()).isZero();
    }

    @Test
    void lostAnswerIsDoneAllTheSame() {
        sandbox.region.faults().set("AdminCreateUser", Fault.loseAnswer());

        assertThatThrownBy(() -> sandbox.create(poolId, "one@example.com", Map.of()))
                .isInstanceOf(SdkClientException.class);

        assertThat(users()).isEqualTo(1);
    }

    @Test
    void serverErrorIsNotDone() {
        sandbox.region.faults().set(Fault.error500());

        assertThatThrownBy(() -> sandbox.create(poolId, "one@example.com", Map.of()))
                .isInstanceOf(InternalErrorException.class);

        sandbox.region.faults().clear();
        assertThat(users()).isZero();
    }

    @Test
    void oneOperationCanBeSparedFromWhatAllSuffer() {
        sandbox.region.faults().set(Fault.error500());
        sandbox.region.faults().set("ListUsers", Fault.none());

        assertThat(users()).isZero();
        sandbox.region.faults().clear("ListUsers");
        assertThatThrownBy(this::users).isInstanceOf(InternalErrorException.class);
    }

    @Test
    void hangingCallGetsNoAnswerUntilItIsLetGo() {
        sandbox.region.faults().set(Fault.hang());
        CompletableFuture<Integer> call = CompletableFuture.supplyAsync(this::users);

        assertThatThrownBy(() -> call.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        sandbox.region.faults().clear();
        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SdkClientException.class);
        assertThat(users()).isZero();
    }

    @Test
    void delayedCallIsAnsweredLater() {
        sandbox.region.faults().set("ListUsers", Fault.delay(Duration.ofMillis(200)));

        long start = System.nanoTime();
        assertThat(users()).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void delayedAnswerIsDoneAtOnceAndHeardOfLater() throws Exception {
        sandbox.region.faults().set("AdminCreateUser", Fault.delayAnswer(Duration.ofMillis(700)));
        long start = System.nanoTime();
        CompletableFuture<String> call =
                CompletableFuture.supplyAsync(() -> sandbox.create(poolId, "one@example.com", Map.of()));
        while (users() == 0) {
            Thread.sleep(5);
        }

        assertThat(call).isNotDone();
        assertThat(call.get(5, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void delayedAnswerUsesUpTheQuota() {
        try (TestRegion limited = new TestRegion(b -> b.quotas(Quotas.off().with(Quotas.Category.USER_LIST, 1)))) {
            String pool = limited.emailPool().id();
            limited.region.faults().set(Fault.delayAnswer(Duration.ofMillis(1)));
            limited.client.listUsers(r -> r.userPoolId(pool));

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20; i++) {
                            limited.client.listUsers(r -> r.userPoolId(pool));
                        }
                    })
                    .isInstanceOf(TooManyRequestsException.class);
        }
    }

    @Test
    void throttledCallIsNotDone() {
        sandbox.region.faults().set("AdminCreateUser", Fault.throttle());

        assertThatThrownBy(() -> sandbox.create(poolId, "one@example.com", Map.of()))
                .isInstanceOfSatisfying(TooManyRequestsException.class, throttled -> {
                    assertThat(throttled.statusCode()).isEqualTo(400);
                    assertThat(throttled.awsErrorDetails().errorMessage()).isEqualTo("Rate exceeded");
                });

        assertThat(users()).isZero();
    }

    @Test
    void deniedCallIsNotDone() {
        sandbox.region.faults().set("AdminCreateUser", Fault.deny());

        assertThatThrownBy(() -> sandbox.create(poolId, "one@example.com", Map.of()))
                .isInstanceOfSatisfying(CognitoIdentityProviderException.class, denied -> {
                    assertThat(denied.statusCode()).isEqualTo(400);
                    assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                });

        assertThat(users()).isZero();
    }

    /** As AWS says it: IAM User Guide, Troubleshoot access denied error messages. */
    @Test
    void denialNamesThePermissionThatIsMissing() {
        sandbox.region.faults().set(Fault.deny());

        assertThatThrownBy(this::users)
                .hasMessageContaining(
                        "User: arn:aws:sts::123456789012:assumed-role/sandbox/sandbox is not authorized to "
                                + "perform: cognito-idp:ListUsers on resource: "
                                + "arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/" + poolId
                                + " because no identity-based policy allows the cognito-idp:ListUsers action");
        assertThatThrownBy(() -> sandbox.client.listUserPools(r -> r.maxResults(1)))
                .hasMessageContaining("cognito-idp:ListUserPools on resource: * because");
    }

    @Test
    void outageGoesBeforeEverythingElseAndLeavesItAsItWas() {
        sandbox.region.faults().set("ListUsers", Fault.throttle());
        sandbox.region.faults().down();
        sandbox.region.faults().set("ListUsers", Fault.error500());
        assertThatThrownBy(this::users).isInstanceOf(SdkClientException.class);

        sandbox.region.faults().up();
        assertThatThrownBy(this::users).isInstanceOf(InternalErrorException.class);

        sandbox.region.faults().down(operation -> operation.startsWith("Admin"));
        assertThatThrownBy(this::users).isInstanceOf(InternalErrorException.class);
        assertThatThrownBy(() -> sandbox.user(poolId, "one@example.com")).isInstanceOf(SdkClientException.class);
        sandbox.region.faults().clear();
        assertThat(users()).isZero();
        assertThatThrownBy(() -> sandbox.user(poolId, "one@example.com")).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void whatIsChosenForEachRequestGoesBeforeWhatAllSufferAndAfterWhatOneDoes() {
        List<String> asked = new CopyOnWriteArrayList<>();
        sandbox.region.faults().set(Fault.error500());
        sandbox.region.faults().set("AdminCreateUser", Fault.none());
        sandbox.region.faults().choose(operation -> {
            asked.add(operation);
            return asked.size() % 2 == 0 ? Fault.throttle() : Fault.none();
        });

        assertThat(users()).isZero();
        assertThatThrownBy(this::users).isInstanceOf(TooManyRequestsException.class);
        sandbox.create(poolId, "one@example.com", Map.of());
        assertThat(users()).isEqualTo(1);
        assertThat(asked).containsExactly("ListUsers", "ListUsers", "ListUsers");

        sandbox.region.faults().clear();
        assertThat(users()).isEqualTo(1);
        assertThat(asked).hasSize(3);
    }

    @Test
    void chosenHangLastsUntilTheFaultsAreChangedAndIsChosenOnce() {
        List<String> asked = new CopyOnWriteArrayList<>();
        sandbox.region.faults().choose(operation -> {
            asked.add(operation);
            return asked.size() == 1 ? Fault.hang() : Fault.none();
        });
        CompletableFuture<Integer> call = CompletableFuture.supplyAsync(this::users);

        assertThatThrownBy(() -> call.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(users()).isZero();
        assertThat(call).isNotDone();
        sandbox.region.faults().set("AdminCreateUser", Fault.none());
        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(SdkClientException.class);
        assertThat(asked).containsExactly("ListUsers", "ListUsers");
    }

    @Test
    void hangThatAllSufferIsLetGoWhenFaultsAreChosen() {
        sandbox.region.faults().set(Fault.hang());
        CompletableFuture<Integer> call = CompletableFuture.supplyAsync(this::users);
        assertThatThrownBy(() -> call.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        sandbox.region.faults().choose(operation -> Fault.none());

        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(SdkClientException.class);
        assertThat(users()).isZero();
    }

    /** Public operations are inspected, IAM-signed ones are not. (Guide, Associating a web ACL) */
    @Test
    void fenceKeepsThePublicOutAndAdministratorsIn() {
        String clientId = sandbox.appClient(poolId);
        sandbox.region.fence(true);

        assertThatThrownBy(() -> sandbox.signUp(clientId, "one@example.com")).isInstanceOf(ForbiddenException.class);
        sandbox.create(poolId, "one@example.com", Map.of());
        sandbox.region.fence(false);
        sandbox.signUp(clientId, "two@example.com");
        assertThat(users()).isEqualTo(2);
    }

    @Test
    void quotaTurnsIntoTooManyRequests() {
        try (TestRegion limited = new TestRegion(b -> b.quotas(Quotas.off().with(Quotas.Category.USER_LIST, 2)))) {
            String pool = limited.emailPool().id();
            limited.client.listUsers(r -> r.userPoolId(pool));
            limited.client.listUsers(r -> r.userPoolId(pool));

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20; i++) {
                            limited.client.listUsers(r -> r.userPoolId(pool));
                        }
                    })
                    .isInstanceOf(TooManyRequestsException.class)
                    .hasMessageContaining("Rate exceeded");
            assertThat(limited.region.traffic().of("ListUsers").throttled()).isEqualTo(1);
        }
    }

    @Test
    void trafficCountsWhatIsThrottledByAFault() {
        users();
        Traffic.Count before = sandbox.region.traffic().of("ListUsers");
        sandbox.region.faults().set("ListUsers", Fault.throttle());
        assertThatThrownBy(this::users).isInstanceOf(TooManyRequestsException.class);

        Traffic.Count after = sandbox.region.traffic().of("ListUsers");

        assertThat(before).isEqualTo(new Traffic.Count(1, 0));
        assertThat(after).isEqualTo(new Traffic.Count(2, 1));
        assertThat(after.since(before)).isEqualTo(new Traffic.Count(1, 1));
        assertThat(sandbox.region.traffic().of("AdminCreateUser")).isEqualTo(new Traffic.Count(0, 0));
    }

    @Test
    void bucketHoldsASecondsWorthAndFillsAtTheQuotasRate() {
        AtomicLong nanos = new AtomicLong();
        TokenBuckets buckets = new TokenBuckets(Quotas.real(), nanos::get);

        assertThat(taken(buckets, "SignUp", null)).isEqualTo(50);
        assertThat(taken(buckets, "ConfirmSignUp", null)).as("one category").isZero();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(taken(buckets, "AdminCreateUser", null)).isEqualTo(25);
        assertThat(taken(buckets, "AdminGetUser", null)).isEqualTo(120);
        assertThat(taken(buckets, "GetCSVHeader", "r_one")).as("5 a pool").isEqualTo(5);
        assertThat(taken(buckets, "GetCSVHeader", "r_two")).isEqualTo(5);
        assertThat(taken(buckets, "DescribeUserPool", "r_one"))
                .as("not in the table")
                .isEqualTo(1_000);
    }

    private static int taken(TokenBuckets buckets, String operation, @Nullable String pool) {
        for (int i = 0; i < 1_000; i++) {
            try {
                buckets.take(operation, pool);
            } catch (AwsError over) {
                return i;
            }
        }
        return 1_000;
    }
}
