package io.github.cognitodr.replicate;

import io.github.cognitodr.sandbox.cognito.Outbox;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * People who set a password of their own in Osaka by "forgot password", each as soon as the copy lets them. One after the
 * other, so that they leave most of the quota to the functions. Thread-safe.
 */
final class Recoveries implements AutoCloseable {
    /** Between two looks at a copy, and after a recovery, which takes two calls of the quota. */
    private static final long PAUSE_MILLIS = 150;

    private static final long PAUSE_AFTER_RECOVERY_MILLIS = 1_000;

    /** For whoever is left when the queue is empty: all of them can. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ReplicatingPools pools;
    private final CognitoIdentityProviderClient osaka; // repeats nothing by itself
    private final BlockingQueue<Applicant> waiting = new LinkedBlockingQueue<>();
    private final List<Applicant> recovered = new CopyOnWriteArrayList<>();
    private final AtomicInteger throttled = new AtomicInteger();
    private final CompletableFuture<Void> work;
    private volatile boolean ended;

    Recoveries(ReplicatingPools pools) {
        this.pools = pools;
        this.osaka = SandboxPools.client(pools.sandbox.cognito(ReplicatingPools.OSAKA));
        this.work = CompletableFuture.runAsync(this::recoverAll, task -> {
            Thread thread = new Thread(task, "recoveries");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Somebody who is confirmed in Tokyo, and will recover as soon as that is possible. */
    void add(Applicant person) {
        waiting.add(person);
    }

    /** Waits until everybody has recovered who is to, at most two minutes; returns who has. */
    List<Applicant> await() throws InterruptedException {
        ended = true;
        try {
            work.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException someCannot) {
            waiting.clear();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        return List.copyOf(recovered);
    }

    /** How many of its calls the quota refused. */
    int throttled() {
        return throttled.get();
    }

    private void recoverAll() {
        try {
            while (!(ended && waiting.isEmpty())) {
                Applicant person = waiting.poll();
                boolean done = person != null && recover(person);
                if (person != null && !done) {
                    waiting.add(person);
                }
                Thread.sleep(done ? PAUSE_AFTER_RECOVERY_MILLIS : PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the person could. */
    private boolean recover(Applicant person) {
        try {
            // Not AdminGetUser: that call belongs to the functions, and meets their faults.
            List<UserType> found = osaka.listUsers(request ->
                            request.userPoolId(pools.standby.value()).filter("email = \"" + person.email() + "\""))
                    .users();
            if (found.isEmpty() || found.get(0).userStatus() != UserStatusType.CONFIRMED) {
                return false;
            }
            osaka.forgotPassword(request -> request.clientId(pools.osakaClient).username(person.email()));
            Outbox.Message message = pools.sandbox
                    .cognito(ReplicatingPools.OSAKA)
                    .outbox()
                    .latest(person.email())
                    .orElseThrow();
            osaka.confirmForgotPassword(request -> request.clientId(pools.osakaClient)
                    .username(person.email())
                    .confirmationCode(message.code())
                    .password(person.osakaPassword()));
            recovered.add(person);
            return true;
        } catch (TooManyRequestsException busy) {
            throttled.incrementAndGet();
            return false;
        }
    }

    /** Whether the password that the person has set in Osaka signs in there, up to the second factor. */
    boolean isKept(Applicant person) {
        return osaka.initiateAuth(request -> request.clientId(pools.osakaClient)
                        .authFlow("USER_PASSWORD_AUTH")
                        .authParameters(Map.of("USERNAME", person.email(), "PASSWORD", person.osakaPassword())))
                .challengeNameAsString()
                .equals("MFA_SETUP");
    }

    @Override
    public void close() {
        ended = true;
        waiting.clear();
        osaka.close();
    }
}
