package io.github.cognitodr.operator;

import io.github.cognitodr.operator.doctor.Examination;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Would a failover succeed today? */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Says whether a failover would succeed today: one line a check (ok, skipped, warning, critical) with why it matters"
                    + " and how to mend it, and how long it would take until all users could sign in again.",
            "Changes nothing. Exit code 4 if anything is critical; otherwise 3 if anything could not be checked.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  cognito-dr doctor",
            "  cognito-dr doctor --users            (lists both pools as well)",
            "  cognito-dr doctor --json | jq '.checks[] | select(.severity == \"critical\")'"
        })
final class DoctorCommand extends OperatorCommand {
    @Option(
            names = "--users",
            description = "List both pools, too: two users with one stable id, people without a recovery contact,"
                    + " copies left half way. 30 pages of 60 users a second at the most.")
    private boolean users;

    @Override
    int run(Session session) {
        Examination examination = Examination.of(session.deployment(), users, session.output());
        if (examination.isCritical()) {
            return ExitCode.CRITICAL;
        }
        return examination.isComplete() ? ExitCode.DONE : ExitCode.AWS_REFUSED;
    }
}
