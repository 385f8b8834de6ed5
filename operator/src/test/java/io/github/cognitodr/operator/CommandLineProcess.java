package io.github.cognitodr.operator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The packaged command in a process of its own, as an operator starts it, without a terminal:
 *
 * <pre>{@code
 * Map<String, String> environment = sandbox.environment();
 * CommandLineProcess.Ended ended = CommandLineProcess.run(environment, "doctor", "--json");
 *
 * try (CommandLineProcess running = CommandLineProcess.start(environment, "restore", "--yes")) {
 *     running.awaitError(text -> text.contains("importing"));
 *     running.kill();
 * }
 * }</pre>
 *
 * <p>Needs {@code target/cognito-dr.jar}, and so an IT. Thread-safe.
 */
public final class CommandLineProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target", "cognito-dr.jar");
    private static final Duration LONGEST_RUN = Duration.ofMinutes(5);

    private final Process process;
    private final Captured out;
    private final Captured err;

    private CommandLineProcess(Process process) {
        this.process = process;
        out = Captured.of(process.getInputStream(), "stdout");
        err = Captured.of(process.getErrorStream(), "stderr");
    }

    /**
     * How the command ended.
     *
     * @param exitCode 137 if it was killed
     */
    public record Ended(int exitCode, String out, String err) {
        /** The lines of the result. */
        public List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Runs the command to its end. */
    public static Ended run(Map<String, String> environment, String... arguments) {
        try (CommandLineProcess process = start(environment, arguments)) {
            return process.await();
        }
    }

    /**
     * Starts the command.
     *
     * @param environment besides this process's own, of which nothing that begins with AWS_ or COGNITO_DR_ is handed on
     */
    public static CommandLineProcess start(Map<String, String> environment, String... arguments) {
        return start(environment, List.of(), arguments);
    }

    /** The same with options for the JVM, such as {@code -Xmx256m}, after those of {@code bin/cognito-dr}. */
    public static CommandLineProcess start(
            Map<String, String> environment, List<String> jvmOptions, String... arguments) {
        if (!Files.isRegularFile(JAR)) {
            throw new IllegalStateException("no " + JAR.toAbsolutePath() + ": run mvn package first");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("COGNITO_DR_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close(); // nobody is there to answer
            return new CommandLineProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException("the command could not be started", e);
        }
    }

    /** Waits until the command has ended by itself; after five minutes it is killed, and that is a failure. */
    public Ended await() {
        return await(LONGEST_RUN);
    }

    /** The same with another patience. */
    public Ended await(Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                throw new AssertionError("not ended after " + longest + ": " + out.text() + err.text());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        out.awaitEnd();
        err.awaitEnd();
        return new Ended(process.exitValue(), out.text(), err.text());
    }

    /** Waits until what has come on standard error so far is as wanted, or the command has ended. */
    public void awaitError(Predicate<String> wanted) {
        long end = System.nanoTime() + LONGEST_RUN.toNanos();
        while (process.isAlive() && !wanted.test(err.text())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not seen within " + LONGEST_RUN + ": " + err.text());
            }
            pause();
        }
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** Ends the process this moment, as {@code kill -9} does, and waits until it is gone. */
    public Ended kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        out.awaitEnd();
        err.awaitEnd();
        return new Ended(process.exitValue(), out.text(), err.text());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** What a stream has brought so far; read by a thread of its own, so that the process never waits for us. */
    private static final class Captured {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread thread;

        private Captured(InputStream stream, String name) {
            thread = new Thread(() -> copy(stream), name + " of the command");
            thread.setDaemon(true);
        }

        static Captured of(InputStream stream, String name) {
            Captured captured = new Captured(stream, name);
            captured.thread.start();
            return captured;
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        void awaitEnd() {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void copy(InputStream stream) {
            try (stream) {
                stream.transferTo(bytes);
            } catch (IOException gone) {
                // the process was killed: what came until then counts
            }
        }
    }
}
