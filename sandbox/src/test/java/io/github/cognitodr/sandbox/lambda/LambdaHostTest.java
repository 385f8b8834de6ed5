package io.github.cognitodr.sandbox.lambda;

import static io.github.cognitodr.sandbox.lambda.Functions.answer;
import static io.github.cognitodr.sandbox.lambda.Functions.definition;
import static io.github.cognitodr.sandbox.lambda.Functions.event;
import static io.github.cognitodr.sandbox.lambda.Functions.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.lambda.handlers.Broken;
import io.github.cognitodr.sandbox.lambda.handlers.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LambdaHostTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final LambdaHost host = new LambdaHost(
            "ap-northeast-1",
            () -> Map.of("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1", "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2"));
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private LambdaFunction probe = host.create(definition(Probe.class, LONG, 2));

    @BeforeAll
    void warmUp() {
        probe = probe.warmUp();
    }

    @AfterAll
    void close() {
        host.close();
        callers.shutdownNow();
    }

    @Test
    void theAnswerIsWhatTheHandlerReturned() {
        byte[] event = "{\"do\":\"echo\",\"name\":\"山田 花子\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(answer(probe.invoke(event)).path("name").asString()).isEqualTo("山田 花子");
    }

    @Test
    void whatWasWrittenBeforeTheAnswerIsInTheLogWithIt() {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(17), 1));

        for (int calls = 1; calls <= 50; calls++) {
            function.invoke(sleep(0));

            assertThat(function.logs()).hasSize(2 * calls).endsWith("sleeps", "slept");
        }
    }

    @Test
    void aLineThatAKilledFunctionBeganIsALineOfItsOwn() {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(16), 1));

        function.invoke(event("exitInTheMiddleOfALine"));

        assertThat(function.logs()).hasSize(2).first().isEqualTo("half a");
    }

    @Test
    void anExceptionIsAFailureWithItsTypeAndMessageAndTheEnvironmentLivesOn() {
        long pid = answer(probe.invoke(event("count"))).path("pid").asLong();

        assertThat(probe.invoke(event("fail")))
                .isEqualTo(new InvocationResult.Failed("java.lang.IllegalStateException", "as told"));
        assertThat(answer(probe.invoke(event("count"))).path("pid").asLong()).isEqualTo(pid);
    }

    @Test
    void anEnvironmentIsUsedAgain() {
        LambdaFunction function = host.create(definition(Probe.class, LONG, 5));

        JsonNode first = answer(function.invoke(event("count")));
        JsonNode second = answer(function.invoke(event("count")));

        assertThat(second.path("pid")).isEqualTo(first.path("pid"));
        assertThat(second.path("invocations").asInt()).isEqualTo(2);
        assertThat(function.coldStarts()).isEqualTo(1);
    }

    @Test
    void concurrentInvocationsGetEnvironmentsOfTheirOwnUpToTheLimit() throws Exception {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(29), 2));
        CompletableFuture<InvocationResult> one =
                CompletableFuture.supplyAsync(() -> function.invoke(sleep(1_500)), callers);
        CompletableFuture<InvocationResult> two =
                CompletableFuture.supplyAsync(() -> function.invoke(sleep(1_500)), callers);
        while (function.coldStarts() < 2) {
            Thread.sleep(5);
        }

        InvocationResult three = function.invoke(event("count"));

        assertThat(three)
                .asInstanceOf(type(InvocationResult.Unavailable.class))
                .extracting(InvocationResult.Unavailable::message)
                .asString()
                .contains("Rate Exceeded");
        assertThat(answer(one.join()).asString()).isEqualTo("slept");
        assertThat(answer(two.join()).asString()).isEqualTo("slept");
    }

    @Test
    void theFunctionsOwnTimeoutKillsTheEnvironment() {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(1), 1));
        long pid = answer(function.invoke(event("count"))).path("pid").asLong();

        assertThat(function.invoke(sleep(60_000)))
                .asInstanceOf(type(InvocationResult.TimedOut.class))
                .extracting(InvocationResult.TimedOut::message)
                .asString()
                .endsWith("Task timed out after 1.00 seconds");
        assertThat(alive(pid)).isFalse();
        assertThat(answer(function.invoke(event("count"))).path("pid").asLong()).isNotEqualTo(pid);
    }

    @Test
    void theCallersLimitEndsOnlyTheWaiting() throws InterruptedException {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(28), 1));
        function.warmUp();

        assertThat(host.invoke(function.arn(), sleep(600), Duration.ofMillis(100)))
                .isInstanceOf(InvocationResult.TimedOut.class);
        while (!function.logs().contains("slept")) {
            Thread.sleep(10);
        }
        assertThat(function.coldStarts()).isEqualTo(1);
    }

    @Test
    void anErrorOfTheConstructorIsAnsweredWithTheRuntimesWords() {
        LambdaFunction function = host.create(definition(Broken.class, LONG, 1));

        assertThat(function.invoke(event("echo")))
                .isEqualTo(new InvocationResult.Failed("java.lang.IllegalArgumentException", "STANDBY is not set"));
        assertThat(function.initError())
                .contains(new InitError("java.lang.IllegalArgumentException", "STANDBY is not set"));
        assertThatThrownBy(function::warmUp).hasMessageContaining("did not initialise");
    }

    @Test
    void aRuntimeThatExitsFailsTheInvocation() {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(27), 1));

        assertThat(function.invoke(event("exit")))
                .asInstanceOf(type(InvocationResult.Failed.class))
                .satisfies(failed -> {
                    assertThat(failed.errorType()).isEqualTo("Runtime.ExitError");
                    assertThat(failed.message()).endsWith("Error: Runtime exited with error: exit status 3");
                });
        assertThat(answer(function.invoke(event("count"))).path("invocations").asInt())
                .isEqualTo(1);
    }

    @Test
    void afterAKillTheNextInvocationStartsAnew() {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(26), 1));
        function.invoke(event("count"));

        function.kill();

        assertThat(answer(function.invoke(event("count"))).path("invocations").asInt())
                .isEqualTo(1);
        assertThat(function.coldStarts()).isEqualTo(2);
    }

    @Test
    void asManyEnvironmentsAreStartedAheadAsAreAskedFor() {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(25), 3));

        assertThat(function.warmUp(3).coldStarts()).isEqualTo(3);
        assertThat(function.warmUp(2).warmUp().coldStarts()).isEqualTo(3);

        List<CompletableFuture<InvocationResult>> calls = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> function.invoke(sleep(300)), callers))
                .limit(3)
                .toList();
        assertThat(calls)
                .allSatisfy(call -> assertThat(answer(call.join()).asString()).isEqualTo("slept"));
        assertThat(function.coldStarts()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> function.warmUp(4));
        assertThatIllegalArgumentException().isThrownBy(() -> function.warmUp(0));
    }

    @Test
    void onlyTheEnvironmentsAtWorkAreKilled() throws InterruptedException {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(24), 2));
        function.warmUp(2);
        CompletableFuture<InvocationResult> busy =
                CompletableFuture.supplyAsync(() -> function.invoke(sleep(60_000)), callers);
        while (!function.logs().contains("sleeps")) {
            Thread.sleep(5);
        }
        long idle = answer(function.invoke(event("count"))).path("pid").asLong();

        function.killBusy();

        assertThat(busy.join())
                .asInstanceOf(type(InvocationResult.Failed.class))
                .extracting(InvocationResult.Failed::message)
                .asString()
                .endsWith("Error: Runtime exited with error: signal: 9");
        assertThat(answer(function.invoke(event("count"))).path("pid").asLong()).isEqualTo(idle);
        assertThat(function.coldStarts()).isEqualTo(2);
    }

    @Test
    void aSuspendedEnvironmentAnswersWhenItGoesOn() throws Exception {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(23), 1));
        function.warmUp().suspend();
        CompletableFuture<InvocationResult> call =
                CompletableFuture.supplyAsync(() -> function.invoke(event("count")), callers);

        assertThatThrownBy(() -> call.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        function.resume();

        assertThat(answer(call.get(10, TimeUnit.SECONDS)).path("invocations").asInt())
                .isEqualTo(1);
        assertThat(function.coldStarts()).isEqualTo(1);
    }

    @Test
    void aSuspendedEnvironmentTimesOutAndCanBeKilled() {
        LambdaFunction function = host.create(definition(Probe.class, Duration.ofSeconds(1), 3));
        function.warmUp().suspend();

        assertThat(function.invoke(event("count"))).isInstanceOf(InvocationResult.TimedOut.class);

        long pid = answer(function.invoke(event("count"))).path("pid").asLong();
        function.suspend();
        function.kill();
        assertThat(alive(pid)).isFalse();
        assertThat(function.coldStarts()).isEqualTo(2);
    }

    @Test
    void closeLeavesNoSuspendedProcessEither() {
        LambdaHost other = new LambdaHost("ap-northeast-3", Map::of);
        LambdaFunction function = other.create(definition(Probe.class, LONG, 1));
        long pid = answer(function.invoke(event("count"))).path("pid").asLong();
        function.suspend();

        other.close();

        assertThat(alive(pid)).isFalse();
        assertThatIllegalStateException().isThrownBy(function::warmUp).withMessageContaining("deleted");
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void theChildSeesWhatLambdaSetsAndNothingOfThisProcess() {
        JsonNode environment = answer(probe.invoke(event("environment")));

        assertThat(new TreeSet<>(environment.propertyNames()))
                .containsExactly(
                        "AWS_ACCESS_KEY_ID",
                        "AWS_DEFAULT_REGION",
                        "AWS_ENDPOINT_URL_S3",
                        "AWS_ENDPOINT_URL_SQS",
                        "AWS_EXECUTION_ENV",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "AWS_LAMBDA_FUNCTION_NAME",
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "AWS_LAMBDA_RUNTIME_API",
                        "AWS_REGION",
                        "AWS_SECRET_ACCESS_KEY",
                        "AWS_SESSION_TOKEN",
                        "LAMBDA_TASK_ROOT",
                        "LANG",
                        "PATH",
                        "STANDBY_USER_POOL_ID",
                        "TZ",
                        "_HANDLER");
        assertThat(environment.path("AWS_REGION").asString()).isEqualTo("ap-northeast-1");
    }

    @Test
    void theContextSaysWhatLambdaSays() {
        String alias = probe.arn() + ":live";

        JsonNode context = answer(host.invoke(alias, event("context"), LONG));

        assertThat(context.path("arn").asString()).isEqualTo(alias);
        assertThat(context.path("name").asString()).isEqualTo("Probe-30-2");
        assertThat(context.path("memory").asInt()).isEqualTo(256);
        assertThat(context.path("remaining").asInt()).isBetween(25_000, 30_000);
        assertThat(context.path("requestId").asString()).hasSize(36);
        assertThat(context.path("maxHeap").asLong()).isBetween(180L << 20, 220L << 20);
        assertThat(context.path("charset").asString()).isEqualTo("UTF-8");
    }

    @Test
    void aFunctionComesAsAJarAsWell(@TempDir Path directory) throws IOException {
        Path jar = directory.resolve("probe.jar");
        String entry = Probe.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Files.readAllBytes(Functions.testClasses().resolve(entry)));
        }
        LambdaFunction function = host.create(
                new FunctionDefinition("jar", jar, Probe.class.getName() + "::handleRequest", Map.of(), LONG, 256, 1));

        assertThat(answer(function.invoke(event("echo"))).path("do").asString()).isEqualTo("echo");
        assertThat(answer(function.invoke(event("context"))).path("directory").asString())
                .endsWith("/jar");
    }

    @Test
    void anUnknownArnIsUnavailable() {
        for (String arn : new String[] {
            "arn:aws:lambda:ap-northeast-1:123456789012:function:nobody",
            probe.arn().replace("ap-northeast-1", "ap-northeast-3"),
            "Probe-30-2"
        }) {
            assertThat(host.invoke(arn, event("echo"), LONG)).isInstanceOf(InvocationResult.Unavailable.class);
        }
    }

    @Test
    void whatCloseLeavesIsNoProcess() {
        LambdaHost other = new LambdaHost("ap-northeast-3", Map::of);
        LambdaFunction function = other.create(definition(Probe.class, LONG, 1));
        long pid = answer(function.invoke(event("count"))).path("pid").asLong();

        other.close();

        assertThat(alive(pid)).isFalse();
        assertThat(function.invoke(event("count"))).isInstanceOf(InvocationResult.Unavailable.class);
    }
}
