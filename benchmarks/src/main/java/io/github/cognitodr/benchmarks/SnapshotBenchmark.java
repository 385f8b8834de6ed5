package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.sandbox.cognito.Quotas;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures what saving a pool to S3 takes: under Cognito's quota and with pages that take their time, where the quota
 * should be what holds it up, and with neither, where its own work is.
 */
final class SnapshotBenchmark implements AutoCloseable {
    /** Where Cognito's quotas are enforced, and pages take their time. */
    private static final String SLOW = "ap-northeast-3";

    /** Where neither is so. */
    private static final String FAST = "ap-northeast-1";

    private static final Duration PAGE_TAKES = Duration.ofMillis(100);

    /** The quota is real time, and what comes one page after another takes some three times as long for the same users. */
    private static final int QUOTA_POOL_ONE_OF = 10;

    private static final int QUOTA_POOL_OF_THE_SLOW_ONE_OF = 50;
    private static final int SMALL_POOL_ONE_OF = 10;

    /** What a million users need who are all held in memory, with some room. */
    private static final int LARGE_MEGABYTES = 6_144;

    private final Sandbox sandbox;
    private final Jars jars;
    private final int users;
    private final int runs;
    private final PrintWriter progress;

    /**
     * Starts a sandbox for it.
     *
     * @param users of the largest pool; the others have a tenth and a fiftieth
     * @param runs fresh processes for each row without quota
     * @param progress is told what is going on
     */
    SnapshotBenchmark(Jars jars, int users, int runs, PrintWriter progress) {
        this.sandbox = Sandbox.start(SandboxOptions.defaults()
                .regions(SLOW, FAST)
                .cognito(region -> region.region().equals(SLOW) ? region.quotas(Quotas.real()) : region));
        sandbox.cognito(SLOW).faults().set("ListUsers", Fault.delayAnswer(PAGE_TAKES));
        this.jars = jars;
        this.users = users;
        this.runs = runs;
        this.progress = progress;
    }

    /**
     * Under Cognito's own quotas, enforced, and with pages that take 100 ms.
     *
     * @throws BenchmarkException if somebody was not saved
     */
    void underQuota(List<JavaRuntime> javas, SnapshotTable table) {
        SnapshotScene scene = new SnapshotScene(sandbox, SLOW, jars);
        table.headUnderQuota();
        for (SnapshotFunction function : SnapshotFunction.values()) {
            int size = part(function == SnapshotFunction.WORKER ? QUOTA_POOL_ONE_OF : QUOTA_POOL_OF_THE_SLOW_ONE_OF);
            String pool = scene.pool(size);
            for (JavaRuntime java : javas) {
                say(function, java, size, "under the quota");
                SnapshotFigures figures = scene.save(
                                function, java, SnapshotSettings.MEMORY_MEGABYTES, SnapshotSettings.QUOTA, pool, size)
                        .orElseThrow(() -> new BenchmarkException(function.label() + " ran out of memory"));
                table.rowUnderQuota(java, function, figures);
            }
        }
    }

    /**
     * Without quota and latency, small and large.
     *
     * @throws BenchmarkException if somebody was not saved
     */
    void unhindered(List<JavaRuntime> javas, SnapshotTable table) {
        SnapshotScene scene = new SnapshotScene(sandbox, FAST, jars);
        int small = part(SMALL_POOL_ONE_OF);
        String smallPool = scene.pool(small);
        // The sandbox lives in this JVM, which is to have compiled its own part before anything is measured.
        say(SnapshotFunction.WORKER, javas.get(0), small, "unmeasured");
        scene.save(
                SnapshotFunction.WORKER,
                javas.get(0),
                SnapshotSettings.MEMORY_MEGABYTES,
                SnapshotSettings.UNHINDERED,
                smallPool,
                small);
        table.headUnhindered();
        unhindered(scene, javas, smallPool, small, table);
        unhindered(scene, javas, scene.pool(users), users, table);
    }

    private void unhindered(SnapshotScene scene, List<JavaRuntime> javas, String pool, int size, SnapshotTable table) {
        for (SnapshotFunction function : SnapshotFunction.values()) {
            for (JavaRuntime java : javas) {
                unhindered(scene, function, java, pool, size, table);
            }
        }
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private void unhindered(
            SnapshotScene scene,
            SnapshotFunction function,
            JavaRuntime java,
            String pool,
            int size,
            SnapshotTable table) {
        int memory = SnapshotSettings.MEMORY_MEGABYTES;
        List<SnapshotFigures> measured = new ArrayList<>();
        while (measured.size() < runs) {
            say(function, java, size, "unhindered, " + (measured.size() + 1) + " of " + runs);
            Optional<SnapshotFigures> figures =
                    scene.save(function, java, memory, SnapshotSettings.UNHINDERED, pool, size);
            if (figures.isEmpty()) {
                table.rowOutOfMemory(java, function, memory, size);
                if (function == SnapshotFunction.WORKER || memory == LARGE_MEGABYTES) {
                    throw new BenchmarkException(function.label() + " ran out of memory, and is not meant to");
                }
                memory = LARGE_MEGABYTES;
            }
            figures.ifPresent(measured::add);
        }
        measured.sort(Comparator.comparing(SnapshotFigures::took));
        table.rowUnhindered(java, function, memory, measured.get((measured.size() - 1) / 2));
    }

    private int part(int oneOf) {
        return Math.max(1, users / oneOf);
    }

    private void say(SnapshotFunction function, JavaRuntime java, int size, String how) {
        progress.println(String.format(
                Locale.ROOT,
                "bin/benchmark: \"%s\" on Java %d, %,d users, %s",
                function.label(),
                java.version().feature(),
                size,
                how));
        progress.flush();
    }
}
