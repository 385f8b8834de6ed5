package io.github.cognitodr.operator;

import io.github.cognitodr.operator.terminal.Output;
import java.io.Console;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The plan before the deed: options of every command that changes something. */
final class Consent {
    @Option(names = "--dry-run", description = "Print the plan, and change nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking. Needed where there is no terminal.")
    private boolean yes;

    /** Whether nothing is to be changed in any case. */
    boolean isDryRun() {
        return dryRun;
    }

    /**
     * Prints the plan and asks.
     *
     * @return false if the plan is all that was wanted, or if the answer was no
     * @throws CommandException if nobody can be asked
     */
    boolean isGiven(List<String> plan, Output output) {
        plan.forEach(output::note);
        if (dryRun) {
            output.note("Nothing was changed: --dry-run.");
            return false;
        }
        if (yes) {
            return true;
        }
        @Nullable Console console = output.isInteractive() ? System.console() : null;
        if (console == null) {
            throw CommandException.wrongUse(
                    "This changes users, and there is no terminal to ask: look at the plan above, and add --yes.");
        }
        String answer = console.readLine("Go on? Type yes: ");
        if (answer != null && answer.strip().equals("yes")) {
            return true;
        }
        output.note("Nothing was changed.");
        return false;
    }
}
