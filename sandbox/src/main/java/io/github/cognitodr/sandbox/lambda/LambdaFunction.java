package io.github.cognitodr.sandbox.lambda;

import io.github.cognitodr.sandbox.InvocationResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function and its execution environments: they are started when an invocation finds none free, up to the function's
 * concurrency, and kept for the invocations that follow. Thread-safe.
 */
public final class LambdaFunction implements AutoCloseable {

    private static final int INITIALISING_AT_ONCE = 2;

    private final FunctionDefinition definition;
    private final String arn;
    private final Function<LambdaFunction, ExecutionEnvironment> starter;
    private final FunctionLog log;
    private final Set<ExecutionEnvironment> live = new LinkedHashSet<>();
    private final ArrayDeque<ExecutionEnvironment> free = new ArrayDeque<>();
    private @Nullable InitError initError;
    private int started;
    private boolean closed;

    LambdaFunction(
            FunctionDefinition definition,
            String arn,
            FunctionLog log,
            Function<LambdaFunction, ExecutionEnvironment> starter) {
        this.log = log;
        this.definition = definition;
        this.arn = arn;
        this.starter = starter;
    }

    /** The ARN without a qualifier. */
    public String arn() {
        return arn;
    }

    /** What it was created with. */
    public FunctionDefinition definition() {
        return definition;
    }

    /** Calls the function and waits for it, at most until its own timeout. */
    public InvocationResult invoke(byte[] payload) {
        return submit(arn, payload).join();
    }

    /** Calls the function; the limit ends only the waiting, while the function goes on, as it does on AWS. */
    public InvocationResult invoke(byte[] payload, Duration limit) {
        return invoke(arn, payload, limit);
    }

    InvocationResult invoke(String functionArn, byte[] payload, Duration limit) {
        CompletableFuture<InvocationResult> result = submit(functionArn, payload);
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new InvocationResult.TimedOut("no answer within " + limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new InvocationResult.TimedOut("interrupted while waiting");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Starts one environment ahead of the first invocation, as SnapStart has one ready for each published version.
     *
     * @return this, once the environment waits for its first invocation
     * @throws IllegalStateException if it did not initialise
     */
    public LambdaFunction warmUp() {
        return warmUp(1);
    }

    /**
     * Starts environments ahead of their invocations, until there are so many, as provisioned concurrency does; two at a
     * time, since each keeps a processor busy while it initialises.
     *
     * @param environments 1 to the function's concurrency, with those that there are already
     * @return this, once those that it started wait for their first invocation
     * @throws IllegalStateException if one did not initialise
     */
    public LambdaFunction warmUp(int environments) {
        if (environments < 1 || environments > definition.maxConcurrency()) {
            throw new IllegalArgumentException(
                    "environments must be from 1 to " + definition.maxConcurrency() + ": " + environments);
        }
        ArrayDeque<CompletableFuture<@Nullable Void>> initialising = new ArrayDeque<>();
        Optional<CompletableFuture<@Nullable Void>> next = startAhead(environments);
        while (next.isPresent()) {
            initialising.add(next.get());
            if (initialising.size() == INITIALISING_AT_ONCE) {
                await(initialising.remove());
            }
            next = startAhead(environments);
        }
        initialising.forEach(this::await);
        return this;
    }

    /** Starts one more if there are fewer than that; completes when it is free. */
    private synchronized Optional<CompletableFuture<@Nullable Void>> startAhead(int environments) {
        if (closed) {
            throw new IllegalStateException("the function is deleted: " + arn);
        }
        if (live.size() >= environments) {
            return Optional.empty();
        }
        ExecutionEnvironment environment = start();
        return Optional.of(environment.initialised().thenRun(() -> free(environment)));
    }

    private void await(CompletableFuture<@Nullable Void> ready) {
        try {
            ready.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(definition.name() + " did not initialise: " + logs(), e);
        }
    }

    /**
     * The lines of standard output and error of its environments, one environment after the other. What was written before
     * an answer is there once the answer is.
     */
    public List<String> logs() {
        return log.lines();
    }

    /** The last error of an Init phase, if there was any. */
    public synchronized Optional<InitError> initError() {
        return Optional.ofNullable(initError);
    }

    /** How many environments have been started so far: cold starts. */
    public synchronized int coldStarts() {
        return started;
    }

    /** Kills all environments, as Lambda may at any time; the next invocation starts a new one. */
    public void kill() {
        List<ExecutionEnvironment> victims;
        synchronized (this) {
            victims = List.copyOf(live);
            free.clear();
        }
        victims.forEach(ExecutionEnvironment::close);
        victims.forEach(victim -> victim.gone().join());
    }

    /**
     * Kills the environments that are at work on an invocation, and waits for their end; their callers are told that the
     * runtime exited. Those that wait for an invocation stay.
     */
    public void killBusy() {
        List<ExecutionEnvironment> victims =
                live().stream().filter(ExecutionEnvironment::closeIfBusy).toList();
        victims.forEach(victim -> victim.gone().join());
    }

    /**
     * Stops all its environments where they are, as one stalls that gets no processor. What they are at work on is not
     * answered, and times out in the end; invocations that find one of them free wait in it. Those that are started later
     * are not stopped.
     */
    public void suspend() {
        live().forEach(ExecutionEnvironment::suspend);
    }

    /** Lets all its environments go on. */
    public void resume() {
        live().forEach(ExecutionEnvironment::resume);
    }

    /**
     * Asks all environments to end (SIGTERM) and waits for that, as long as it takes: a JVM that was told to writes an
     * archive of its classes then.
     */
    public void endGently() {
        Set<ExecutionEnvironment> ending;
        synchronized (this) {
            ending = live();
            free.clear();
        }
        ending.forEach(ExecutionEnvironment::endGently);
        ending.forEach(environment -> environment.gone().join());
    }

    /** The most memory that one of the live environments had in use so far; 0 if there is none. */
    public long peakMemoryBytes() {
        return live().stream()
                .mapToLong(ExecutionEnvironment::peakMemoryBytes)
                .max()
                .orElse(0);
    }

    /**
     * The processor time, in user and in system mode, that the live environments have used so far, from the start of their
     * processes; to the hundredth of a second, as the kernel counts it. Zero if there is none.
     */
    public Duration processorTime() {
        return live().stream().map(ExecutionEnvironment::processorTime).reduce(Duration.ZERO, Duration::plus);
    }

    /** Kills all environments and takes no more invocations. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        live().forEach(ExecutionEnvironment::close);
    }

    FunctionLog log() {
        return log;
    }

    ExecutionEnvironment.Listener listener() {
        return new ExecutionEnvironment.Listener() {
            @Override
            public void free(ExecutionEnvironment environment) {
                LambdaFunction.this.free(environment);
            }

            @Override
            public void ended(ExecutionEnvironment environment) {
                LambdaFunction.this.ended(environment);
            }

            @Override
            public void initFailed(InitError error) {
                LambdaFunction.this.initFailed(error);
            }
        };
    }

    CompletableFuture<InvocationResult> submit(String functionArn, byte[] payload) {
        Invocation invocation = new Invocation(functionArn, payload);
        synchronized (this) {
            if (closed) {
                invocation.result.complete(new InvocationResult.Unavailable("the function is deleted: " + arn));
                return invocation.result;
            }
            ExecutionEnvironment environment = free.pollFirst();
            while (environment != null) {
                if (environment.offer(invocation)) {
                    return invocation.result;
                }
                environment = free.pollFirst();
            }
            if (live.size() < definition.maxConcurrency()) {
                start().offer(invocation);
                return invocation.result;
            }
        }
        // "If you exceed your concurrency limit, Lambda begins to throttle", and a synchronous caller is told at once.
        invocation.result.complete(new InvocationResult.Unavailable(
                "Rate Exceeded. (TooManyRequestsException, ReservedFunctionConcurrentInvocationLimitExceeded)"));
        return invocation.result;
    }

    private ExecutionEnvironment start() {
        ExecutionEnvironment environment = starter.apply(this);
        started++;
        live.add(environment);
        return environment;
    }

    private synchronized Set<ExecutionEnvironment> live() {
        return Set.copyOf(live);
    }

    private synchronized void free(ExecutionEnvironment environment) {
        if (live.contains(environment)) {
            // The one used last is used next, so the others could be taken away.
            free.addFirst(environment);
        }
    }

    private synchronized void ended(ExecutionEnvironment environment) {
        live.remove(environment);
        free.remove(environment);
    }

    private synchronized void initFailed(InitError error) {
        initError = error;
    }
}
