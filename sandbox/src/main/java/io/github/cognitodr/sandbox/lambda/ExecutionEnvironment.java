package io.github.cognitodr.sandbox.lambda;

import io.github.cognitodr.sandbox.InvocationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One child JVM with its Runtime API. It takes one invocation at a time ("each execution environment can handle only one
 * request at a time"; developer guide, Understanding Lambda function scaling) until it is killed or ends by itself.
 */
final class ExecutionEnvironment implements RuntimeApi.Environment, AutoCloseable {

    /** How the function learns what becomes of its environments. */
    interface Listener {

        /** The environment can take the next invocation. */
        void free(ExecutionEnvironment environment);

        /** It never will again. */
        void ended(ExecutionEnvironment environment);

        void initFailed(InitError error);
    }

    /**
     * "The Init phase is limited to 10 seconds"; after that Lambda begins it again within the function's timeout
     * (developer guide, Lambda execution environment lifecycle). Here it just goes on that long.
     */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

    private final Duration timeout;
    private final ScheduledExecutorService timer;
    private final FunctionLog.EnvironmentLog log;
    private final Listener listener;
    private final RuntimeApi api;
    private final Process process;
    private final LinkedBlockingQueue<Invocation> queue = new LinkedBlockingQueue<>();
    private final CompletableFuture<@Nullable Void> initialised = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> gone;

    private @Nullable Invocation current;
    private @Nullable Future<?> limit;
    private @Nullable InitError initError;
    private @Nullable InvocationResult lastWord;
    private Instant deadline = Instant.MAX;
    private boolean killed;
    private boolean ended;

    ExecutionEnvironment(
            String name,
            List<String> command,
            Map<String, String> variables,
            Path taskRoot,
            Duration timeout,
            ScheduledExecutorService timer,
            FunctionLog.EnvironmentLog log,
            Listener listener) {
        this.timeout = timeout;
        this.timer = timer;
        this.log = log;
        this.listener = listener;
        this.api = new RuntimeApi(name, this);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(taskRoot.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        // A function must not see what happens to be set where the sandbox runs.
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.hostAndPort());
        try {
            this.process = builder.start();
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException("cannot start a JVM for " + name, e);
        }
        this.gone = process.onExit().thenAccept(exited -> end(exited.exitValue()));
    }

    /** Completes when the runtime asks for its first invocation, exceptionally when it ends before. */
    CompletableFuture<@Nullable Void> initialised() {
        return initialised;
    }

    /** Completes when the JVM has ended and nobody waits for it any more. */
    CompletableFuture<@Nullable Void> gone() {
        return gone;
    }

    /** Hands an invocation over; false when the environment has ended and another must take it. */
    synchronized boolean offer(Invocation invocation) {
        if (ended || killed) {
            return false;
        }
        if (current != null) {
            throw new IllegalStateException("one invocation at a time");
        }
        current = invocation;
        if (!initialised.isDone()) {
            limit = schedule(INIT_LIMIT.plus(timeout), invocation);
        }
        queue.add(invocation);
        return true;
    }

    @Override
    public Optional<Invocation> next() throws InterruptedException {
        initialised.complete(null);
        Invocation invocation = queue.take();
        synchronized (this) {
            if (current != invocation) {
                return Optional.empty();
            }
            // The function's timeout counts from here: the Init phase has a limit of its own.
            cancelLimit();
            deadline = Instant.now().plus(timeout);
            limit = schedule(timeout, invocation);
        }
        return Optional.of(invocation);
    }

    @Override
    public synchronized Instant deadline() {
        return deadline;
    }

    @Override
    public void answered(String requestId, byte[] payload) {
        complete(requestId, new InvocationResult.Answered(payload));
    }

    @Override
    public void failed(String requestId, String errorType, String message) {
        // The environment lives on: "Unhandled" errors of a function do not end it.
        complete(requestId, new InvocationResult.Failed(errorType, message));
    }

    @Override
    public void initFailed(InitError error) {
        synchronized (this) {
            initError = error;
        }
        listener.initFailed(error);
    }

    /** Asks the JVM to end, which lets it run its shutdown hooks first. */
    void endGently() {
        // Not by the process itself, which would close its output as well while it still has something to say.
        process.toHandle().destroy();
    }

    /** The most memory that the JVM had in use so far; 0 when it has ended. */
    long peakMemoryBytes() {
        return ProcessMemory.peakBytes(process.pid());
    }

    /** The processor time of the JVM's process so far; zero when it has ended. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends the JVM, suspended or not; who waits for an answer is told that the runtime exited. */
    @Override
    public void close() {
        synchronized (this) {
            killed = true;
        }
        process.destroyForcibly();
    }

    /** Ends the JVM if it has an invocation; says whether. */
    boolean closeIfBusy() {
        synchronized (this) {
            if (current == null) {
                return false;
            }
            killed = true;
        }
        close();
        return true;
    }

    /**
     * Stops the JVM where it is. Its limits run on, and SIGKILL ends it all the same: "SIGKILL and SIGSTOP cannot be
     * caught, blocked, or ignored" (signal(7)).
     */
    void suspend() {
        signal("STOP");
    }

    /** Lets the JVM go on. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            // By the shell's own kill: a slim container has no other.
            Process sender = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (sender.waitFor() != 0 && process.isAlive()) {
                throw new IllegalStateException("cannot send SIG" + name + ": " + said.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void complete(String requestId, InvocationResult result) {
        Invocation invocation;
        synchronized (this) {
            invocation = current;
            if (invocation == null || !invocation.requestId.equals(requestId)) {
                return;
            }
            current = null;
            cancelLimit();
        }
        // Before the answer: who calls again at once finds this environment free, as on AWS.
        listener.free(this);
        invocation.result.complete(result);
    }

    private Future<?> schedule(Duration after, Invocation invocation) {
        return timer.schedule(() -> timeOut(invocation), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** "Lambda ends the function and resets the environment", in the words of its log line. */
    private void timeOut(Invocation invocation) {
        synchronized (this) {
            if (current != invocation) {
                return;
            }
            lastWord = new InvocationResult.TimedOut(String.format(
                    Locale.ROOT,
                    "RequestId: %s Error: Task timed out after %.2f seconds",
                    invocation.requestId,
                    timeout.toMillis() / 1000.0));
        }
        close();
    }

    private void end(int exitValue) {
        Invocation invocation;
        InvocationResult result;
        synchronized (this) {
            ended = true;
            invocation = current;
            current = null;
            cancelLimit();
            result = lastWord(invocation, exitValue);
        }
        api.close();
        listener.ended(this);
        initialised.completeExceptionally(new IllegalStateException(
                result instanceof InvocationResult.Failed failed
                        ? failed.errorType() + ": " + failed.message()
                        : result.toString()));
        if (invocation != null) {
            // Lambda writes it to the function's log as well: there it is looked for.
            log.add(result.toString());
            invocation.result.complete(result);
        }
    }

    private InvocationResult lastWord(@Nullable Invocation invocation, int exitValue) {
        if (lastWord != null) {
            return lastWord;
        }
        if (initError != null) {
            return new InvocationResult.Failed(initError.errorType(), initError.message());
        }
        String reason = exitValue > 128 ? "signal: " + (exitValue - 128) : "exit status " + exitValue;
        String request = invocation == null ? "" : "RequestId: " + invocation.requestId + " ";
        return new InvocationResult.Failed(
                "Runtime.ExitError", request + "Error: Runtime exited with error: " + reason);
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel(false);
            limit = null;
        }
    }
}
