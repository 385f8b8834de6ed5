package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import io.github.cognitodr.userpool.DeadServer;
import io.github.cognitodr.userpool.Stopwatch;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Whatever fails behind the trigger: people sign up and reset their passwords, and nobody is named in the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TriggerNeverFailsIT {
    /** Cognito waits five seconds for a trigger, and calls it again. (facts, Post Confirmation trigger) */
    private static final long PATIENCE_OF_COGNITO = 5_000;

    private final BackedUpPool pool = new BackedUpPool();
    private final LambdaFunction trigger = pool.trigger("trigger", Map.of(), 2).warmUp();
    private int people;

    @BeforeEach
    void attach() {
        pool.attach(trigger);
    }

    @AfterEach
    void heal() {
        pool.sandbox.s3().faults().clear();
        pool.sandbox.sqs(BackedUpPool.OSAKA).up();
    }

    @AfterAll
    void stop() {
        pool.close();
    }

    @Test
    void aSignUpWithTheQueueDown() {
        pool.sandbox.sqs(BackedUpPool.OSAKA).down();

        String email = signUpInTime();

        assertFailedSilently(trigger, email);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSignUpWithAQueueThatCannotBeConnectedTo(boolean hangs) throws IOException {
        try (DeadServer dead = hangs ? DeadServer.acceptingNobody() : DeadServer.closed();
                LambdaFunction cutOff =
                        pool.trigger("no-queue-" + dead.port(), Map.of("AWS_ENDPOINT_URL_SQS", dead.url()), 2)) {
            pool.attach(cutOff.warmUp());

            String email = signUpInTime();

            assertFailedSilently(cutOff, email);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "hang", "throttle", "error500", "bare503", "deny"})
    void aPasswordResetWhateverIsWrongWithS3(String fault) {
        String email = signedUp();
        pool.sandbox.s3().faults().set(fault(fault));

        resetInTime(email);

        assertFailedSilently(trigger, email);
    }

    @Test
    void aPasswordResetWithAnS3ThatCannotBeConnectedTo() throws IOException {
        String email = signedUp();
        try (DeadServer dead = DeadServer.acceptingNobody();
                LambdaFunction cutOff = pool.trigger("no-s3", Map.of("AWS_ENDPOINT_URL_S3", dead.url()), 2)) {
            pool.attach(cutOff.warmUp());

            resetInTime(email);

            assertFailedSilently(cutOff, email);
        }
    }

    @Test
    void aPasswordResetWhoseAnswerIsLostIsRecordedAllTheSame() {
        String email = signedUp();
        pool.sandbox.s3().faults().set("PutObject", Fault.loseAnswer());

        resetInTime(email);

        pool.sandbox.s3().faults().clear();
        assertThat(pool.text(resetOf(subOf(email)))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"'',born here", "tokyo-4711,copied from Tokyo"})
    void aPasswordResetLeavesTheTimeUnderTheStableIdAndNothingPersonal(String originSub, String kind) {
        String email = nextEmail();
        String sub = originSub.isEmpty()
                ? pool.create(email, "email_verified", "true")
                : pool.create(email, "email_verified", "true", "custom:origin_sub", originSub);
        pool.osaka.adminSetUserPassword(request -> request.userPoolId(pool.pool.value())
                .username(email)
                .password(BackedUpPool.PASSWORD)
                .permanent(true));
        Instant before = Instant.now();

        resetInTime(email);

        String key = resetOf(originSub.isEmpty() ? sub : originSub);
        String content = pool.text(key).orElseThrow();
        assertThat(Instant.parse(content)).as(kind).isBetween(before, Instant.now());
        assertThat(content).isEqualTo(Instant.parse(content).toString());
        HeadObjectResponse object = pool.s3.headObject(
                request -> request.bucket(BackedUpPool.BUCKET).key(key));
        assertThat(object.metadata()).isEmpty();
        assertThat(object.contentType()).isEqualTo("text/plain");
        assertThat(object.contentDisposition()).isNull();
        assertThat(pool.s3
                        .getObjectTagging(
                                request -> request.bucket(BackedUpPool.BUCKET).key(key))
                        .tagSet())
                .isEmpty();
        assertThat(pool.keys("resets/"))
                .as("under no other name")
                .filteredOn(other -> other.contains(sub) || other.contains(email))
                .isSubsetOf(key);
    }

    private String signUpInTime() {
        String email = nextEmail();
        pool.signUp(email);
        Stopwatch stopwatch = Stopwatch.start();
        pool.confirm(email);
        assertThat(stopwatch.milliseconds()).isLessThan(PATIENCE_OF_COGNITO);
        return email;
    }

    private void resetInTime(String email) {
        Stopwatch stopwatch = Stopwatch.start();
        pool.resetPassword(email);
        assertThat(stopwatch.milliseconds()).isLessThan(PATIENCE_OF_COGNITO);
    }

    private String signedUp() {
        String email = nextEmail();
        pool.signUp(email);
        pool.confirm(email);
        return email;
    }

    private String nextEmail() {
        people++;
        return "person" + people + "@example.com";
    }

    private String subOf(String email) {
        return pool.osaka
                .adminGetUser(request -> request.userPoolId(pool.pool.value()).username(email))
                .username();
    }

    private String resetOf(String stableId) {
        return "resets/" + pool.pool.value() + "/" + stableId;
    }

    /** One line, for an operator, that names the person by sub only. */
    private void assertFailedSilently(LambdaFunction function, String email) {
        String sub = subOf(email);
        List<String> lines =
                function.logs().stream().filter(line -> line.contains(sub)).toList();
        assertThat(lines.get(lines.size() - 1)).contains("\"level\":\"ERROR\",\"outcome\":\"Failed\"", "\"Failed\":1");
        assertThat(lines).filteredOn(line -> line.contains("\"Failed\"")).hasSize(1);
        assertThat(function.logs()).noneMatch(line -> line.contains("@") || line.contains(BackedUpPool.PASSWORD));
    }

    private static Fault fault(String name) {
        return switch (name) {
            case "refuse" -> Fault.refuse();
            case "hang" -> Fault.hang();
            case "throttle" -> Fault.throttle();
            case "error500" -> Fault.error500();
            case "bare503" -> Fault.bare503();
            case "deny" -> Fault.deny();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
