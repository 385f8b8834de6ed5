package io.github.cognitodr.sandbox.lambda;

import io.github.cognitodr.sandbox.FunctionInvoker;
import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.aws.Loopback;
import io.github.cognitodr.sandbox.aws.TemporaryDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lambda of one Region. It runs deployable jars in child JVMs under AWS's own runtime interface client:
 *
 * <pre>{@code
 * LambdaFunction function = host.create(new FunctionDefinition(
 *         "replicate", jar, "com.example.Handler::handleRequest", Map.of("KEY", "value"), Duration.ofSeconds(5), 512, 10));
 * InvocationResult result = function.invoke("{}".getBytes(UTF_8));
 * }</pre>
 *
 * The children end with the host, and with the process it lives in. Thread-safe.
 */
public final class LambdaHost implements FunctionInvoker, AutoCloseable {

    /** The account number that the AWS documentation uses in its examples. */
    public static final String ACCOUNT = "123456789012";

    private static final Pattern ARN = Pattern.compile("arn:aws:lambda:([^:]+):\\d{12}:function:([^:]+)(?::[^:]+)?");

    private final String region;
    private final Supplier<Map<String, String>> endpoints;
    private final TemporaryDirectory directory = TemporaryDirectory.create("cognito-dr-lambda-");
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Loopback.daemons("lambda-timer"));
    private final ConcurrentMap<String, LambdaFunction> functions = new ConcurrentHashMap<>();
    private final List<EventSource> eventSources = new CopyOnWriteArrayList<>();
    private final AtomicInteger environments = new AtomicInteger();
    private final Thread shutdownHook = new Thread(this::killAll, "lambda-shutdown");
    private @Nullable RuntimeClient runtime;

    /**
     * @param region the Region that the functions see
     * @param endpoints the variables {@code AWS_ENDPOINT_URL_...} that point a function to the sandbox; asked for at each
     *     start of an environment
     */
    public LambdaHost(String region, Supplier<Map<String, String>> endpoints) {
        this.region = region;
        this.endpoints = endpoints;
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /** The Region. */
    public String region() {
        return region;
    }

    /**
     * Creates a function, without starting an environment.
     *
     * @throws IllegalArgumentException if there is one of that name
     */
    public LambdaFunction create(FunctionDefinition definition) {
        return create(definition, JavaRuntime.current());
    }

    /** Creates a function that runs on another Java, or with other options, than {@link JavaRuntime#current}. */
    public LambdaFunction create(FunctionDefinition definition, JavaRuntime java) {
        return create(definition, () -> java);
    }

    /**
     * Creates a function whose Java may change.
     *
     * @param java asked for at each start of an environment
     */
    public LambdaFunction create(FunctionDefinition definition, Supplier<JavaRuntime> java) {
        Path taskRoot = TaskRoot.of(definition, directory.path());
        String arn = "arn:aws:lambda:" + region + ":" + ACCOUNT + ":function:" + definition.name();
        FunctionLog log = new FunctionLog(directory.path().resolve("logs").resolve(definition.name()));
        LambdaFunction function = new LambdaFunction(definition, arn, log, owner -> start(owner, java.get(), taskRoot));
        if (functions.putIfAbsent(definition.name(), function) != null) {
            throw new IllegalArgumentException("Function already exist: " + definition.name());
        }
        return function;
    }

    @Override
    public InvocationResult invoke(String functionArn, byte[] payload, Duration limit) {
        Matcher parts = ARN.matcher(functionArn);
        LambdaFunction function =
                parts.matches() && parts.group(1).equals(region) ? functions.get(parts.group(2)) : null;
        if (function == null) {
            return new InvocationResult.Unavailable("Function not found: " + functionArn);
        }
        return function.invoke(functionArn, payload, limit);
    }

    /**
     * Lets a queue call a function, as an event source mapping with {@code ReportBatchItemFailures}.
     *
     * @param queueUrl a queue of this Region's SQS
     * @param batchSize 1 to 10
     * @param maxConcurrency 2 to 1,000, as Lambda has it: how many batches are in flight at most
     * @return the mapping; it ends when it or the host is closed
     */
    public EventSource connectQueue(String queueUrl, LambdaFunction function, int batchSize, int maxConcurrency) {
        EventSource source = EventSource.start(region, queueUrl, function, batchSize, maxConcurrency);
        eventSources.add(source);
        return source;
    }

    /**
     * Lets a queue call a function only when {@link EventSource#drain} is called, one batch after the other: for tests
     * that decide what happens when.
     *
     * @param queueUrl a queue of this Region's SQS
     * @param batchSize 1 to 10
     * @return the mapping; it ends when it or the host is closed
     */
    public EventSource queueByHand(String queueUrl, LambdaFunction function, int batchSize) {
        EventSource source = EventSource.byHand(region, queueUrl, function, batchSize);
        eventSources.add(source);
        return source;
    }

    /** Ends the event sources, then kills every child and waits for its end. */
    @Override
    public void close() {
        eventSources.forEach(EventSource::close);
        functions.values().forEach(LambdaFunction::close);
        functions.values().forEach(LambdaFunction::kill);
        timer.shutdownNow();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The process is going down, and the hook is at work already.
        }
        directory.close();
    }

    private ExecutionEnvironment start(LambdaFunction function, JavaRuntime java, Path taskRoot) {
        FunctionDefinition definition = function.definition();
        int number = environments.incrementAndGet();
        return new ExecutionEnvironment(
                definition.name() + "-" + number,
                runtime().command(definition, java, taskRoot),
                EnvironmentVariables.of(definition, java, region, taskRoot, number, endpoints.get()),
                taskRoot,
                definition.timeout(),
                timer,
                function.log().open(),
                function.listener());
    }

    private synchronized RuntimeClient runtime() {
        RuntimeClient client = runtime;
        if (client == null) {
            client = RuntimeClient.unpack(directory.path());
            runtime = client;
        }
        return client;
    }

    private void killAll() {
        functions.values().forEach(LambdaFunction::close);
    }
}
