package io.github.cognitodr.drill;

import io.github.cognitodr.drill.OutputDirectory.InvalidInputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the drill. Exit code 0: every promise kept; 1: one was broken, or the drill failed; 2: wrong use. */
@Command(
        name = "bin/drill",
        mixinStandardHelpOptions = true,
        version = "cognito-dr 0.1.0",
        sortOptions = false,
        usageHelpWidth = 100,
        description =
                "Plays disaster recovery of two user pools on this machine, with the functions' deployable jars and "
                        + "the operator's command line: people sign up in Tokyo and exist in Osaka; who was there before comes along; "
                        + "somebody signs up in Osaka, a snapshot is taken, and they are brought home. Every promise is checked.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every promise was kept", "1:a promise was broken, or the drill failed", "2:wrong use"})
final class DrillCommand implements Callable<Integer> {

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many people sign up in Tokyo, 1 to 9999 (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the snapshot's files go (default: drill-out/<time>).")
    private @Nullable Path out;

    @Option(
            names = "--serve",
            description = "Start both Regions with nobody in them, print how to reach them, and wait for Ctrl-C.")
    private boolean serve;

    @Option(names = "--home", hidden = true, defaultValue = ".", description = "The project's directory.")
    private Path home = Path.of(".");

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs the drill and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /** Runs the drill within this process. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new DrillCommand())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, parsed) -> {
                    wrong.getCommandLine().getErr().println(wrong.getMessage());
                    wrong.getCommandLine().getErr().println("See bin/drill --help.");
                    return 2;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("The drill failed: " + message(failure));
                    return 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        CommandLine command = commandLine();
        if (users < 1 || users > 9_999) {
            throw new ParameterException(command, "--users must be from 1 to 9999: " + users);
        }
        Report report = new Report(command.getOut());
        if (serve) {
            refuseWhatServingIgnores(command);
            new Serve(report, Jars.in(home)).play();
            return 0;
        }
        Path directory;
        try {
            directory = OutputDirectory.prepare(out, LocalDateTime.now(ZoneId.systemDefault()));
        } catch (InvalidInputException e) {
            throw new ParameterException(command, e.getMessage(), e);
        }
        new Drill(report, users, Jars.in(home), directory).play();
        return report.allKept() ? 0 : 1;
    }

    private static void refuseWhatServingIgnores(CommandLine command) {
        for (String option : List.of("--users", "--out")) {
            if (command.getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        command,
                        option + " is for the drill: --serve plays nothing and starts with nobody in the pools");
            }
        }
    }

    private CommandLine commandLine() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets this");
        }
        return spec.commandLine();
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof DrillException && message != null ? message : failure.toString();
    }
}
