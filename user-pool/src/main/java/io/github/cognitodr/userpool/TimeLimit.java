package io.github.cognitodr.userpool;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Ends the waiting for a remote call, whatever the call is stuck in. The SDK's own time limits cannot end a connection
 * that is being made or a name that is being resolved: the JDK's HTTP client does neither interruptibly. What is given up
 * goes on in its thread, where the SDK's limit ends it before anything is sent.
 *
 * <p>Stateless, thread-safe.
 */
public final class TimeLimit {
    /** With less than this left a call is not begun: it could hardly end in time. The SDK takes less than 1 ms for no limit. */
    static final Duration LEAST = Duration.ofMillis(20);

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "remote-call");
        thread.setDaemon(true);
        return thread;
    });

    private TimeLimit() {}

    /**
     * Waits for the call.
     *
     * @throws TimeoutException if it took longer, or if too little time is left to begin it
     */
    public static <T> T call(Duration limit, Supplier<T> call) throws TimeoutException {
        if (limit.compareTo(LEAST) < 0) {
            throw new TimeoutException("no time left");
        }
        Future<T> answer = THREADS.submit(call::get);
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException("a supplier throws nothing else", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        } finally {
            answer.cancel(true);
        }
    }
}
