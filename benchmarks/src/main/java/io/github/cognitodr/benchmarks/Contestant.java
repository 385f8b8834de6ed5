package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A variant at work: trained, proved to be what it is called, and measured. */
final class Contestant {

    /** Enough for every class that a sign-up takes to be in the archive. */
    private static final int TRAINING_CALLS = 50;

    private final Variant variant;
    private final Scene scene;
    private final Path archive;
    private final Path classLog;
    private final LambdaFunction function;
    private final List<Duration> firstAnswers = new ArrayList<>();
    private JavaRuntime java;

    /** @param directory where its archive goes; of its own */
    Contestant(Variant variant, Scene scene, Path directory) {
        this.variant = variant;
        this.scene = scene;
        this.archive = directory.resolve("archive");
        this.classLog = directory.resolve("classes.log");
        this.java = variant.java();
        this.function = scene.function(variant, () -> java);
    }

    /**
     * Writes the archive, if the variant has one, and looks at which classes a JVM of this variant loads and where from.
     *
     * @throws BenchmarkException if the archive is not used
     */
    LoadedClasses prepare() {
        if (variant.archive() != Archive.NONE) {
            java = variant.archive().training(variant.java(), archive);
            callOften(TRAINING_CALLS);
            function.endGently();
            if (archiveBytes() == 0) {
                throw new BenchmarkException("No archive was written: " + lastLogs());
            }
        }
        JavaRuntime measured = variant.archive().using(variant.java(), archive);
        java = measured.withOptions("-Xlog:class+load:file=" + classLog);
        call();
        function.kill();
        java = measured;
        LoadedClasses classes = LoadedClasses.in(classLog);
        boolean fromArchive = classes.isFromArchive(variant.handler());
        if (fromArchive != (variant.archive() != Archive.NONE)) {
            throw new BenchmarkException(variant.handler() + (fromArchive ? " comes" : " does not come")
                    + " from an archive in the row \"" + variant.name() + "\"");
        }
        return classes;
    }

    /** Lets a fresh JVM answer one event, and ends it. Where SnapStart would, it initialises before anybody waits. */
    void answerAfresh() {
        function.kill();
        if (java.snapStart()) {
            function.warmUp();
        }
        firstAnswers.add(call());
        function.kill();
    }

    /**
     * Lets one JVM answer many events.
     *
     * @param unmeasured calls before, in which the JVM compiles what is hot
     */
    Figures answerWarm(int unmeasured, int measured) {
        callOften(unmeasured);
        List<Duration> warmAnswers = callOften(measured);
        long peakMemoryBytes = function.peakMemoryBytes();
        function.kill();
        return new Figures(
                new Durations(firstAnswers),
                new Durations(warmAnswers),
                peakMemoryBytes,
                size(variant.jar()),
                archiveBytes());
    }

    /** Answers without being measured, for the sake of whoever is on the other side. */
    List<Duration> callOften(int times) {
        List<Duration> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(call());
        }
        return answers;
    }

    Variant variant() {
        return variant;
    }

    /** A benchmark of a function that does not do its work would be worthless: each call is checked. */
    private Duration call() {
        Newcomer person = Newcomer.next();
        byte[] event = person.event();
        long start = System.nanoTime();
        InvocationResult result = function.invoke(event);
        Duration answered = Duration.ofNanos(System.nanoTime() - start);
        if (!(result instanceof InvocationResult.Answered answer) || !Arrays.equals(answer.payload(), event)) {
            throw new BenchmarkException(
                    "The function did not answer with its event but " + result + ": " + lastLogs());
        }
        if (!scene.isServed(person)) {
            throw new BenchmarkException("The function answered, but did not do its work: " + lastLogs());
        }
        return answered;
    }

    private List<String> lastLogs() {
        List<String> lines = function.logs();
        return lines.subList(Math.max(0, lines.size() - 20), lines.size());
    }

    private long archiveBytes() {
        return Files.exists(archive) ? size(archive) : 0;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
