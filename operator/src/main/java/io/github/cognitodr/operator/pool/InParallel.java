package io.github.cognitodr.operator.pool;

import io.github.cognitodr.operator.terminal.Progress;
import java.util.Iterator;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Works on many things at once, while one thread alone takes them and writes down what came of them. The first failure ends
 * it, after what is under way.
 */
public final class InParallel {
    /** Enough for 50 calls a second of half a second each. */
    public static final int THREADS = 24;

    private static final long SAVE_NANOS = 1_000_000_000L;

    private InParallel() {}

    /**
     * Works on all.
     *
     * @param work called by several threads
     * @param done called by this thread, once for each
     * @param save called by this thread now and then, and at the end
     */
    public static <T, R> void run(
            int threads, Iterator<T> all, Function<T, R> work, Consumer<R> done, Runnable save, Progress progress) {
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "calls");
            thread.setDaemon(true);
            return thread;
        });
        @Nullable RuntimeException failure = null;
        try {
            CompletionService<R> finished = new ExecutorCompletionService<>(executor);
            int underWay = 0;
            long savedAt = System.nanoTime();
            while (underWay > 0 || (failure == null && all.hasNext())) {
                while (failure == null && underWay < threads && all.hasNext()) {
                    T next = all.next();
                    finished.submit(() -> work.apply(next));
                    underWay++;
                }
                try {
                    done.accept(finished.take().get());
                    progress.step(1);
                } catch (ExecutionException failed) {
                    failure = failure == null ? unwrapped(failed) : failure;
                }
                underWay--;
                if (System.nanoTime() - savedAt > SAVE_NANOS) {
                    save.run();
                    savedAt = System.nanoTime();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            failure = new IllegalStateException("Interrupted", stopped);
        } finally {
            executor.shutdown();
            save.run();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException unwrapped(ExecutionException failed) {
        return failed.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException(failed.getCause());
    }
}
