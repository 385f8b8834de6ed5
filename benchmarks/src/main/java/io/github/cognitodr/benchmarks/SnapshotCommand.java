package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures the snapshots. Exit codes as those of {@link BenchmarkCommand}. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        version = "cognito-dr 0.1.0",
        sortOptions = false,
        usageHelpWidth = 100,
        header = "What a snapshot takes, beside a pool that is saved one page after another.",
        description =
                "Measures what a snapshot takes, from the message of the queue to the last object in S3: the deployable "
                        + "jar beside a function that does it one page after another and holds all users in memory, both in processes "
                        + "of their own under AWS's own Lambda runtime client, with Cognito, SQS and S3 played on this machine. What "
                        + "was saved is counted against the pool, and against its manifest. The large pool takes 2 GB of heap here, "
                        + "and 6 GB beside for the function that holds it in memory.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything was measured", "1:a function failed", "2:wrong use"})
final class SnapshotCommand implements Callable<Integer> {

    /** Medians of as few processes as suit a snapshot would say little of a trigger's first answer. */
    private static final int TRIGGERS_PER_RUN = 5;

    /** What there is to measure. */
    enum Part {
        QUOTA,
        FREE,
        TRIGGERS
    }

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "1000000",
            description =
                    "Users of the large pool, 100 to 2000000; the small one has a tenth, as the one under the quota "
                            + "(default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Fresh processes for each row without quota, 1 to 100, of which the table shows the one in the "
                            + "middle by its time; five times as many for each trigger (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "3000",
            description =
                    "Measured calls of each trigger's warm JVM, 10 to 1000000; a third as many go before, unmeasured "
                            + "(default: ${DEFAULT-VALUE}).")
    private int warmCalls;

    @Option(
            names = "--part",
            paramLabel = "PART",
            split = ",",
            description =
                    "quota: pages of 100 ms and Cognito's quota; free: neither; triggers: the first and the warm "
                            + "answers of the function that asks for a snapshot, beside the one that replicates (default: all).")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description = "For the JVMs of the measured functions, after those that Lambda sets; may be given again.")
    private List<String> jvmOptions = List.of();

    @ParentCommand
    private @Nullable BenchmarkCommand common;

    @Override
    public Integer call() throws IOException {
        if (common == null) {
            throw new IllegalStateException("a part of bin/benchmark");
        }
        CommandLine command = common.commandLine();
        BenchmarkCommand.bounded(command, "--users", users, 100, 2_000_000);
        BenchmarkCommand.bounded(command, "--runs", runs, 1, 100);
        BenchmarkCommand.bounded(command, "--warm", warmCalls, 10, 1_000_000);
        List<JavaRuntime> javas = common.javas(command).stream()
                .map(java -> java.withOptions(jvmOptions.toArray(String[]::new)))
                .toList();
        Jars jars = common.jars();
        if (parts.contains(Part.QUOTA) || parts.contains(Part.FREE)) {
            saveUsers(javas, jars, command);
        }
        if (parts.contains(Part.TRIGGERS)) {
            command.getOut().println("ReplicateOnConfirmation and SnapshotOnConfirmation:");
            common.measure(
                    javas.stream()
                            .flatMap(java -> Variant.triggersOn(java, jars).stream())
                            .toList(),
                    TRIGGERS_PER_RUN * runs,
                    warmCalls);
        }
        return 0;
    }

    private void saveUsers(List<JavaRuntime> javas, Jars jars, CommandLine command) {
        SnapshotTable table = new SnapshotTable(command.getOut());
        try (SnapshotBenchmark benchmark = new SnapshotBenchmark(jars, users, runs, command.getErr())) {
            if (parts.contains(Part.QUOTA)) {
                benchmark.underQuota(javas, table);
            }
            if (parts.contains(Part.FREE)) {
                benchmark.unhindered(javas, table);
            }
        }
    }
}
