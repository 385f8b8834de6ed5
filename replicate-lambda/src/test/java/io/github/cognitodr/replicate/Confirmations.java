package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Stopwatch;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

/** Signs people up in Tokyo and confirms them, repeating what Tokyo's own quota refuses. Thread-safe. */
final class Confirmations implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    private final ReplicatingPools pools;
    private final CognitoIdentityProviderClient tokyo; // repeats nothing by itself, so that each attempt can be timed
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Turnstile atWork = new Turnstile();
    private final Map<Applicant, CompletableFuture<String>> signUps = new ConcurrentHashMap<>();
    private final Map<Applicant, RuntimeException> failures = new ConcurrentHashMap<>();
    private final List<Long> milliseconds = new CopyOnWriteArrayList<>();
    private final AtomicInteger throttled = new AtomicInteger();

    Confirmations(ReplicatingPools pools) {
        this.pools = pools;
        this.tokyo = SandboxPools.client(pools.sandbox.cognito(ReplicatingPools.TOKYO));
    }

    /** Begins to sign somebody up. */
    void signUp(Applicant person) {
        signUps.put(
                person,
                CompletableFuture.supplyAsync(
                        () -> unthrottled(() -> tokyo.signUp(request -> request.clientId(pools.tokyoClient)
                                        .username(person.email())
                                        .password(person.password())
                                        .userAttributes(person.attributes()))
                                .userSub()),
                        threads));
    }

    /** Begins to confirm somebody who is signed up, or is about to be; says when that has been answered. */
    CompletableFuture<Void> confirm(Applicant person) throws InterruptedException {
        atWork.enter();
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        sub(person);
                        String code = pools.sandbox
                                .cognito(ReplicatingPools.TOKYO)
                                .outbox()
                                .latest(person.email())
                                .orElseThrow()
                                .code();
                        unthrottled(() -> {
                            attempt(person, code);
                            return code;
                        });
                    } catch (RuntimeException failed) {
                        failures.put(person, failed);
                    } finally {
                        atWork.leave();
                    }
                },
                threads);
    }

    /** Waits until everybody who is being confirmed has had an answer. */
    void awaitAnswers() throws InterruptedException {
        atWork.awaitEmpty();
    }

    /** In Tokyo, once the person is signed up. */
    String sub(Applicant person) {
        CompletableFuture<String> signUp = signUps.get(person);
        if (signUp == null) {
            throw new IllegalStateException("not signed up: " + person);
        }
        return signUp.join();
    }

    /** Who was not told that all went well, and what they were told. */
    Map<Applicant, RuntimeException> failures() {
        return Map.copyOf(failures);
    }

    /** How long each ConfirmSignUp took that Tokyo's quota let through, whatever its answer. */
    List<Long> milliseconds() {
        return List.copyOf(milliseconds);
    }

    /** How many calls Tokyo's quota refused. */
    int throttled() {
        return throttled.get();
    }

    private void attempt(Applicant person, String code) {
        Stopwatch stopwatch = Stopwatch.start();
        try {
            tokyo.confirmSignUp(request ->
                    request.clientId(pools.tokyoClient).username(person.email()).confirmationCode(code));
        } catch (TooManyRequestsException refused) {
            throw refused;
        } catch (RuntimeException failed) {
            milliseconds.add(stopwatch.milliseconds());
            throw failed;
        }
        milliseconds.add(stopwatch.milliseconds());
    }

    private <T> T unthrottled(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (TooManyRequestsException busy) {
                throttled.incrementAndGet();
                try {
                    Thread.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw busy;
                }
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        tokyo.close();
    }
}
