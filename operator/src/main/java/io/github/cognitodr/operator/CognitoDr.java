package io.github.cognitodr.operator;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The operator's command line. */
@Command(
        name = "cognito-dr",
        mixinStandardHelpOptions = true,
        version = "cognito-dr 0.1.0",
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        description = {
            "Disaster recovery of Amazon Cognito user pools: look after the standby, bring its users home.",
            ""
        },
        subcommands = {
            DoctorCommand.class,
            RedriveCommand.class,
            ResetMfaCommand.class,
            CompareCommand.class,
            SyncCommand.class,
            SnapshotsCommand.class,
            SnapshotCommand.class,
            CheckCommand.class,
            RestoreCommand.class,
            HelpCommand.class,
            GenerateCompletion.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all of it was done",
            "1:some users failed or differ; they are listed",
            "2:wrong use",
            "3:AWS refused, or did not answer",
            "4:doctor found something critical"
        },
        footer = {
            "",
            "Pools, bucket and role are found in the outputs of the stacks; options and environment variables",
            "(COGNITO_DR_PRIMARY_POOL, COGNITO_DR_STANDBY_POOL, COGNITO_DR_BUCKET, ...) go before them.",
            "Completion for bash and zsh: source <(cognito-dr generate-completion)"
        })
public final class CognitoDr {

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        // The JDK keeps five idle connections a host; the commands call with more threads than that.
        System.setProperty("http.maxConnections", "64");
        StandardOutput out = StandardOutput.ofThisProcess();
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int exitCode = run(new PrintWriter(out, false, StandardCharsets.UTF_8), err, args);
        System.exit(exitCode(exitCode, out, err));
    }

    /** Runs a command within this process. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine command = commandLine().setOut(out).setErr(err);
        int exitCode = command.execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    /** What a script must not take for a result is no success. */
    static int exitCode(int exitCode, StandardOutput out, PrintWriter err) {
        if (!out.hasLostSomething()) {
            return exitCode;
        }
        err.println("The result could not be written: make room where standard output goes to.");
        return exitCode == ExitCode.DONE ? ExitCode.AWS_REFUSED : exitCode;
    }

    static CommandLine commandLine() {
        return new CommandLine(new CognitoDr())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(CognitoDr::wrongUse)
                .setExecutionExceptionHandler((failure, command, parsed) -> Failures.report(failure, command));
    }

    private static int wrongUse(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("See " + command.getCommandSpec().qualifiedName() + " --help.");
        return ExitCode.WRONG_USE;
    }
}
