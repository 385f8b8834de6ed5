package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures variants of triggers on the sandbox, which answers without added latency. The first answers are taken in
 * turns, so that a slow minute of the machine is shared by all.
 */
final class Benchmark {

    /** The sandbox lives in this JVM, which is to have compiled its own part before anything is measured. */
    private static final int CALLS_FOR_THE_SANDBOX = 500;

    private final int runs;
    private final int warmCalls;
    private final PrintWriter progress;
    private final Path directory;

    /**
     * Prepares a benchmark.
     *
     * @param runs fresh JVMs for each variant
     * @param warmCalls measured calls of each variant's warm JVM; a third as many go before
     * @param progress is told what is going on
     * @param directory for archives and logs
     */
    Benchmark(int runs, int warmCalls, PrintWriter progress, Path directory) {
        this.runs = runs;
        this.warmCalls = warmCalls;
        this.progress = progress;
        this.directory = directory;
    }

    /**
     * Measures all variants, and prints each row as soon as it is complete.
     *
     * @throws BenchmarkException if a function did not do its work, or an archive was not used
     */
    void run(List<Variant> variants, Table table) throws IOException {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().without(SandboxOptions.Service.S3))) {
            Map<Trigger, Scene> scenes = new EnumMap<>(Trigger.class);
            List<Contestant> contestants = new ArrayList<>();
            List<String> httpClients = new ArrayList<>();
            for (Variant variant : variants) {
                say("preparing \"" + variant.name() + "\" on Java "
                        + variant.java().version().feature());
                Contestant contestant = new Contestant(
                        variant,
                        scenes.computeIfAbsent(variant.trigger(), trigger -> trigger.in(sandbox)),
                        Files.createDirectory(directory.resolve("row-" + contestants.size())));
                httpClients.add(contestant.prepare().httpClient());
                contestants.add(contestant);
            }
            contestants.get(0).callOften(Math.min(CALLS_FOR_THE_SANDBOX, warmCalls));
            for (int run = 1; run <= runs; run++) {
                say("first answers, " + run + " of " + runs);
                contestants.forEach(Contestant::answerAfresh);
            }
            table.head();
            for (int row = 0; row < contestants.size(); row++) {
                Contestant contestant = contestants.get(row);
                table.row(contestant.variant(), httpClients.get(row), contestant.answerWarm(warmCalls / 3, warmCalls));
            }
        }
    }

    private void say(String what) {
        progress.println("bin/benchmark: " + what);
        progress.flush();
    }
}
