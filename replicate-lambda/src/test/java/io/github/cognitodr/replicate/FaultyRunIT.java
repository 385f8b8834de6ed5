package io.github.cognitodr.replicate;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cognitodr.userpool.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserLambdaValidationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * A run of sign-ups at 25 a second by the deployable jar, with Cognito's real quotas, while Osaka refuses, hangs, is slow,
 * throttles, answers 500, loses its answers or answers late, is dead altogether for a second, while the retry queue is
 * down, and while the function is killed between its two calls: what came of everybody, when all is well again.
 *
 * <p>{@code mvn verify} plays a small one, at 10 a second and always with the same seed. The full one, of 2,000 people, alone:
 *
 * <pre>{@code
 * mvn verify -Pfaulty-run -pl replicate-lambda -am
 * mvn verify -Pfaulty-run -pl replicate-lambda -am -Dfaulty.seed=random
 * mvn verify -Pfaulty-run -pl replicate-lambda -am -Dfaulty.signUps=500 -Dfaulty.seed=7
 * }</pre>
 *
 * <p>A run prints its seed, which repeats the people and the faults that each operation meets one after the other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyRunIT {
    private static final String FIXED_SEED = "20261122";

    /** What the functions promise, and what a person waits at the most. */
    private static final long LONGEST_MILLIS = 2_500;

    /** The worker's share of the quota of AdminSetUserPassword, a second. */
    private static final int PASSWORDS_A_SECOND = 10;

    /**
     * Each of the two environments takes its turns by a grid of 200 ms. A second can begin with the call of an earlier
     * turn that was held up on its way, and a turn that was waited for by nobody may be taken between two marks: seven.
     */
    private static final int BURST = 4;

    private static final int FULL_RUN = 2_000;

    private final int signUps = Integer.getInteger("faulty.signUps", 150);
    private final long seed = seed(System.getProperty("faulty.seed", FIXED_SEED));
    private final FaultyRun run = new FaultyRun(signUps, seed);
    private List<LogLine> triggerLog = List.of();
    private List<LogLine> workerLog = List.of();

    private static long seed(String value) {
        return value.equals("random") ? new SecureRandom().nextInt(Integer.MAX_VALUE) : Long.parseLong(value);
    }

    @BeforeAll
    void play(TestReporter reporter) throws InterruptedException {
        reporter.publishEntry(
                "again",
                "mvn verify -Pfaulty-run -pl replicate-lambda -am -Dfaulty.signUps=" + signUps + " -Dfaulty.seed="
                        + seed);
        try {
            run.play();
        } finally {
            triggerLog = new ArrayList<>(LogLine.await(
                    run.logBefore().size() + signUps - run.killed().size(), run.pools().trigger));
            triggerLog.removeAll(new HashSet<>(run.logBefore()));
            workerLog = LogLine.await(run.queue().bodies().size(), run.pools().worker);
            keepLogs();
            figures().forEach((what, figure) -> reporter.publishEntry(what, String.valueOf(figure)));
        }
    }

    @AfterAll
    void stop() {
        run.close();
    }

    @Test
    void everybodyStandsInOsakaOnce() {
        Map<String, UserType> tokyo = everybody(
                        run.pools().tokyo, run.pools().primary.value())
                .stream()
                .collect(toMap(UserType::username, user -> user));
        List<UserType> osaka = everybody(run.pools().osaka, run.pools().standby.value());
        Set<String> missing = new HashSet<>(tokyo.keySet());

        assertThat(tokyo).hasSize(signUps);
        for (UserType copy : osaka) {
            Map<String, String> attributes = attributes(copy);
            String sub = String.valueOf(attributes.remove("custom:origin_sub"));
            assertThat(missing.remove(sub)).as("%s is there once", sub).isTrue();
            assertThat(copy.userStatus()).as("status of %s", sub).isEqualTo(UserStatusType.CONFIRMED);
            assertThat(copy.enabled()).as("%s is enabled", sub).isTrue();
            Map<String, String> original = attributes(requireNonNull(tokyo.get(sub)));
            attributes.remove("sub");
            original.remove("sub");
            assertThat(attributes).isEqualTo(original).containsEntry("email_verified", "true");
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void nothingIsLeftInEitherQueue() {
        ReplicatingPools pools = run.pools();

        assertThat(pools.messagesIn(pools.retryQueue)).as("in the retry queue").isZero();
        assertThat(pools.messagesIn(pools.deadLetterQueue))
                .as("in the dead-letter queue")
                .isZero();
        assertThat(pools.sqs
                        .receiveMessage(request ->
                                request.queueUrl(pools.deadLetterQueue).waitTimeSeconds(1))
                        .messages())
                .isEmpty();
    }

    /** Cognito tells a person whose trigger was killed that it failed; nobody can change that. All others hear nothing. */
    @Test
    void nobodysSignUpFailsButWhereTheFunctionWasKilled() {
        assertThat(run.killed()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(run.confirmations().failures())
                .containsOnlyKeys(run.killed())
                .allSatisfy((person, failure) -> {
                    assertThat(failure).isInstanceOf(UserLambdaValidationException.class);
                    assertThat(run.pools()
                                    .tokyo
                                    .adminGetUser(request -> request.userPoolId(
                                                    run.pools().primary.value())
                                            .username(person.email()))
                                    .userStatus())
                            .isEqualTo(UserStatusType.CONFIRMED);
                });
    }

    @Test
    void nobodyWaitsLongerThanPromised() {
        assertThat(triggerLog).hasSize(signUps - run.killed().size());
        assertThat(triggerLog.stream().filter(line -> line.milliseconds() > LONGEST_MILLIS))
                .as("by the function's own watch")
                .isEmpty();
        assertThat(run.confirmations().milliseconds()).hasSize(signUps);
        assertThat(run.confirmations().milliseconds().stream().filter(wait -> wait >= LONGEST_MILLIS))
                .as("as the callers of ConfirmSignUp saw it")
                .isEmpty();
    }

    /** Otherwise people would be lost for want of capacity, which is not what is tested here. */
    @Test
    void theTriggersConcurrencyWasNeverExceeded() {
        assertThat(run.pools().trigger.coldStarts())
                .as("environments, all of them started ahead")
                .isEqualTo(run.environments());
    }

    @Test
    void aFullRunPlaysEveryFaultOnEveryCall() {
        assumeTrue(signUps >= FULL_RUN, "a small run cannot");

        assertThat(run.plan().played()).containsKeys(FaultPlan.everything());
    }

    @Test
    void nobodyIsGivenUp() {
        assertThat(LogLine.countOutcomes(triggerLog)).containsOnlyKeys("Replicated", "Queued");
        assertThat(LogLine.countOutcomes(workerLog)).containsOnlyKeys("Replicated", "Queued", "AlreadyPresent");
        assertThat(workerLog)
                .as("a line for each delivery")
                .hasSameSizeAs(run.queue().bodies());
    }

    @Test
    void theWorkerLeavesTheQuotaToPeopleWhoRecover() {
        for (int seconds : List.of(1, 10, 30)) {
            assertThat(mostPasswordsIn(seconds))
                    .as("passwords in %d s", seconds)
                    .isLessThanOrEqualTo(PASSWORDS_A_SECOND * seconds + BURST);
        }
    }

    @Test
    void aPasswordThatSomebodySetInOsakaIsKept() {
        assertThat(run.recovered()).hasSize(run.toRecover()).isNotEmpty();
        assertThat(run.recovered()).allMatch(run.recoveries()::isKept, "still sign in with it");
    }

    @Test
    void aSecondDeliveryChangesNothing() {
        assertThat(run.redelivered()).isPositive();
        // More where the quotas of AdminGetUser refused some: a machine's pools answer sooner than Regions do.
        assertThat(run.callsOfRedelivery()).hasSizeGreaterThanOrEqualTo(run.redelivered());
        assertThat(run.callsOfRedelivery().stream()
                        .map(FaultPlan.Call::operation)
                        .distinct())
                .containsExactly("AdminGetUser");
    }

    @Test
    void everyLineOfTheLogCanBeQueried() {
        for (List<LogLine> log : List.of(triggerLog, workerLog)) {
            assertThat(log)
                    .allMatch(line -> !line.outcome().isEmpty(), "has an outcome")
                    .allMatch(line -> line.milliseconds() >= 0, "has milliseconds")
                    .allMatch(line -> !line.text("requestId").isEmpty(), "has a requestId")
                    .allMatch(line -> !line.sub().isEmpty(), "has a sub");
        }
    }

    @Test
    void nothingThatWasWrittenTellsWhoSomebodyIs() {
        Collection<String> secrets = new ArrayList<>(Applicant.COMMON);
        run.people().forEach(person -> secrets.addAll(person.secrets()));
        Secrets search = new Secrets(secrets);
        List<String> written = new ArrayList<>();
        written.addAll(run.pools().trigger.logs());
        written.addAll(run.pools().worker.logs());
        // once more with the escapes of JSON resolved
        triggerLog.forEach(line -> written.addAll(texts(line)));
        workerLog.forEach(line -> written.addAll(texts(line)));
        written.addAll(run.queue().payloads());
        run.confirmations().failures().values().forEach(failure -> written.add(String.valueOf(failure.getMessage())));

        assertThat(written).hasSizeGreaterThan(2 * signUps);
        for (String text : written) {
            assertThat(search.in(text)).as("found in: %s", text).isEmpty();
        }
        for (Applicant person : run.people()) {
            assertThat(List.of(
                            person.email(),
                            person.phoneNumber(),
                            person.name(),
                            person.password(),
                            person.osakaPassword()))
                    .as("would be found")
                    .allMatch(value -> search.in("<" + value + ">").isPresent());
        }
    }

    private static List<String> texts(LogLine line) {
        return line.json().values().stream()
                .filter(value -> value.isString())
                .map(value -> value.asString())
                .toList();
    }

    private static List<UserType> everybody(CognitoIdentityProviderClient cognito, String pool) {
        List<UserType> users = new ArrayList<>();
        String token = null;
        do {
            ListUsersResponse page = page(cognito, pool, token);
            users.addAll(page.users());
            token = page.paginationToken();
        } while (token != null);
        return users;
    }

    private static ListUsersResponse page(CognitoIdentityProviderClient cognito, String pool, @Nullable String token) {
        while (true) {
            try {
                return cognito.listUsers(request -> request.userPoolId(pool).paginationToken(token));
            } catch (TooManyRequestsException busy) {
                try {
                    TimeUnit.MILLISECONDS.sleep(100);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static Map<String, String> attributes(UserType user) {
        return user.attributes().stream()
                .collect(toMap(AttributeType::name, AttributeType::value, (one, two) -> two, HashMap::new));
    }

    private int mostPasswordsIn(int seconds) {
        List<Long> times = run.callsOfWorker().stream()
                .filter(call -> call.operation().equals("AdminSetUserPassword"))
                .map(FaultPlan.Call::nanoTime)
                .toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.size(); last++) {
            while (times.get(last) - times.get(first) >= TimeUnit.SECONDS.toNanos(seconds)) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** For whoever has to find out why a run failed. */
    private void keepLogs() {
        try {
            Path directory = Files.createDirectories(Path.of("target", "faulty-run"));
            Files.write(directory.resolve("trigger.log"), run.pools().trigger.logs());
            Files.write(directory.resolve("worker.log"), run.pools().worker.logs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        List<Long> waits = run.confirmations().milliseconds().stream().sorted().toList();
        figures.put("faults", run.plan().played());
        figures.put("trigger", LogLine.countOutcomes(triggerLog));
        figures.put("trigger's reasons", reasons(triggerLog));
        figures.put("worker", LogLine.countOutcomes(workerLog));
        figures.put("worker's reasons", reasons(workerLog));
        figures.put(
                "sign-ups that the queue did not take at first",
                triggerLog.stream().filter(line -> line.has("queue")).count());
        figures.put("killed between the two calls", run.killed().size());
        figures.put("recovered in Osaka", run.recovered().size() + " of " + run.toRecover());
        figures.put("delivered again", run.redelivered());
        figures.put(
                "ConfirmSignUp, ms",
                "median " + waits.get(waits.size() / 2) + ", 99 % " + waits.get(waits.size() * 99 / 100) + ", slowest "
                        + waits.get(waits.size() - 1));
        figures.put(
                "slowest by the function's own watch, ms",
                triggerLog.stream().mapToLong(LogLine::milliseconds).max().orElse(-1));
        figures.put(
                "the worker's passwords in its busiest second, 10 s and 30 s",
                List.of(mostPasswordsIn(1), mostPasswordsIn(10), mostPasswordsIn(30)));
        figures.put(
                "refused by the quotas to the driver: Tokyo",
                run.confirmations().throttled());
        figures.put(
                "refused by the quotas to the driver: Osaka", run.recoveries().throttled());
        figures.put("took", run.times());
        return figures;
    }

    /** Why people were left to the queue, without what differs from request to request. */
    private static Map<String, Long> reasons(List<LogLine> log) {
        Map<String, Long> count = new TreeMap<>();
        log.stream()
                .filter(line -> line.has("reason"))
                .forEach(line -> count.merge(line.text("reason").replaceAll(" \\(request .*", ""), 1L, Long::sum));
        return count;
    }
}
