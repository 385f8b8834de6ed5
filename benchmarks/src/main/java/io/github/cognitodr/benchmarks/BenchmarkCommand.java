package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line of the benchmark. Exit code 0: measured; 1: a function failed, or an archive; 2: wrong use. */
@Command(
        name = "bin/benchmark",
        subcommands = SnapshotCommand.class,
        mixinStandardHelpOptions = true,
        version = "cognito-dr 0.1.0",
        sortOptions = false,
        usageHelpWidth = 100,
        description =
                "Measures how fast the function that makes a new user in the standby pool answers: the deployable "
                        + "jar under AWS's own Lambda runtime client, with Cognito and SQS played on this machine without any "
                        + "latency. Every answer is checked, and that the person is in the standby pool. Take no table from a "
                        + "machine that is busy with something else.",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything was measured", "1:a function failed, or an archive was not used", "2:wrong use"})
final class BenchmarkCommand implements Callable<Integer> {

    private static final int OLDEST = 17;

    @Option(
            names = "--java",
            scope = ScopeType.INHERIT,
            paramLabel = "HOME",
            description = "Home directory of a Java to measure on, 17 or newer; may be given again (default: every JDK "
                    + "that bin/benchmark finds).")
    private List<Path> homes = new ArrayList<>();

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "15",
            description = "Fresh JVMs for each row, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "3000",
            description = "Measured calls of each row's warm JVM, 10 to 1000000; a third as many go before, unmeasured "
                    + "(default: ${DEFAULT-VALUE}).")
    private int warmCalls;

    @Option(
            names = "--home",
            scope = ScopeType.INHERIT,
            hidden = true,
            defaultValue = ".",
            description = "The project's directory.")
    private Path home = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the benchmark and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /** Runs the benchmark within this process. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new BenchmarkCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, parsed) -> {
                    wrong.getCommandLine().getErr().println(wrong.getMessage());
                    wrong.getCommandLine()
                            .getErr()
                            .println("See "
                                    + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help.");
                    return 2;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("The benchmark failed: " + message(failure));
                    return 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = commandLine();
        bounded(command, "--runs", runs, 1, 1_000);
        bounded(command, "--warm", warmCalls, 10, 1_000_000);
        Jars jars = jars();
        List<Variant> variants = javas(command).stream()
                .flatMap(java -> Variant.on(java, jars).stream())
                .toList();
        measure(variants, runs, warmCalls);
        return 0;
    }

    /** Measures triggers and prints their table. */
    void measure(List<Variant> variants, int freshJvms, int warm) throws IOException {
        CommandLine command = commandLine();
        Path directory = Files.createTempDirectory("cognito-dr-benchmark-");
        try {
            new Benchmark(freshJvms, warm, command.getErr(), directory).run(variants, new Table(command.getOut()));
        } finally {
            delete(directory);
        }
    }

    Jars jars() {
        return new Jars(home);
    }

    List<JavaRuntime> javas(CommandLine command) {
        if (homes.isEmpty()) {
            return List.of(JavaRuntime.current());
        }
        List<JavaRuntime> javas = new ArrayList<>();
        for (Path each : homes) {
            try {
                JavaRuntime java = JavaRuntime.of(each);
                if (java.version().feature() < OLDEST) {
                    throw new ParameterException(command, "--java: the functions need Java 17: " + each);
                }
                javas.add(java);
            } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
                throw new ParameterException(command, "--java: " + e.getMessage(), e);
            }
        }
        return javas;
    }

    static void bounded(CommandLine command, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(command, option + " must be from " + least + " to " + most + ": " + value);
        }
    }

    CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets this");
        }
        return spec.commandLine();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof BenchmarkException && message != null ? message : failure.toString();
    }
}
