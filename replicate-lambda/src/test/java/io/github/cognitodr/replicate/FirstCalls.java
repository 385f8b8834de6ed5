package io.github.cognitodr.replicate;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.userpool.LogLine;
import io.github.cognitodr.userpool.UserPoolId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets environments of the trigger have their first calls behind them before anybody is waiting. The first costs some
 * tenths of a second of a processor. On AWS each environment has a processor of its own, and comes primed from its
 * snapshot; here dozens share the machine's, and with all of them new nobody would be served in time.
 */
final class FirstCalls {
    private static final int AT_ONCE = 2;
    private static final int CALLS_EACH = 5;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ReplicatingPools pools;
    private final List<CompletableFuture<InvocationResult>> calls = new ArrayList<>();

    FirstCalls(ReplicatingPools pools) {
        this.pools = pools;
    }

    /** Starts so many environments, and lets each copy somebody; nothing of these people is left. */
    void make(int environments) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (int started = 0; started < environments; started += AT_ONCE) {
                pools.trigger.warmUp(Math.min(started + AT_ONCE, environments));
                // Those that have just been started are the first to be used, until the next are.
                List<CompletableFuture<InvocationResult>> batch = new ArrayList<>();
                for (int call = 0; call < AT_ONCE * CALLS_EACH; call++) {
                    // Few people, for each has to be deleted; to those who come again the trigger makes other calls.
                    String sub = UUID.nameUUIDFromBytes(new byte[] {(byte) started, (byte) (call % AT_ONCE)})
                            .toString();
                    batch.add(CompletableFuture.supplyAsync(() -> pools.trigger.invoke(event(sub)), threads));
                }
                batch.forEach(CompletableFuture::join);
                calls.addAll(batch);
            }
        } finally {
            threads.shutdown();
        }
        forget();
    }

    /** The lines that they left in the trigger's log. */
    List<LogLine> log() throws InterruptedException {
        return LogLine.await(calls.size(), pools.trigger);
    }

    private void forget() throws InterruptedException {
        LogLine.await(calls.size(), pools.trigger);
        pools.sqs.purgeQueue(request -> request.queueUrl(pools.retryQueue));
        List<UserType> copies = new ArrayList<>();
        pools.osaka
                .listUsersPaginator(request -> request.userPoolId(pools.standby.value()))
                .users()
                .forEach(copies::add);
        for (UserType copy : copies) {
            // The client repeats what the quota of 25 a second refuses.
            pools.osaka.adminDeleteUser(
                    request -> request.userPoolId(pools.standby.value()).username(copy.username()));
        }
    }

    private byte[] event(String sub) {
        UserPoolId pool = pools.primary;
        ObjectNode event = JSON.createObjectNode()
                .put("version", "1")
                .put("triggerSource", "PostConfirmation_ConfirmSignUp")
                .put("region", pool.region())
                .put("userPoolId", pool.value())
                .put("userName", sub);
        event.putObject("callerContext").put("awsSdkVersion", "1").put("clientId", pools.tokyoClient);
        event.putObject("request")
                .putObject("userAttributes")
                .put("sub", sub)
                .put("cognito:user_status", "CONFIRMED")
                .put("email", sub + "@example.com")
                .put("email_verified", "true")
                .put("name", "first call");
        event.putObject("response");
        return JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
    }
}
