package io.github.cognitodr.operator;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.restore.Restore;
import io.github.cognitodr.operator.restore.RestoreRequest;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.csv.ImportLimits;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cognito-dr restore}: brings the users of a snapshot into a pool. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Brings the users of a snapshot of the standby pool into the primary pool, or into another one.",
            "",
            "The snapshot's files are checked against their hashes, and the pool is listed first: only users whom it"
                    + " lacks are imported, and what an import cannot carry is created by the API. Whoever has changed in"
                    + " the standby is brought up to date where it is certain that nobody has changed the pool's own"
                    + " record since the two were alike; everybody else who differs is left, counted and listed. Nobody"
                    + " is enabled or disabled, and no password is touched. Run the same command again if it was"
                    + " interrupted: it goes on where it was."
        },
        footer = {
            "",
            "Exit code 0: all of it was done (who differs is left, and listed); 1: some users failed or are in conflict, and are listed; 3: AWS refused or"
                    + " did not answer, or users are home who could not be marked yet: run the same command again.",
            "",
            "Examples:",
            "  cognito-dr restore --dry-run",
            "  cognito-dr restore",
            "  cognito-dr restore --from-snapshot 20261122T063000Z --yes --json",
            "  cognito-dr restore --into-pool ap-northeast-1_AbCdEfGhI --dry-run",
            "  cognito-dr restore --into standby --yes"
        })
final class RestoreCommand extends OperatorCommand {
    @Option(
            names = "--from-snapshot",
            paramLabel = "ID",
            defaultValue = "",
            description = "Which snapshot, such as 20261122T063000Z (default: the latest; see cognito-dr snapshots).")
    private String snapshot = "";

    @Option(
            names = "--into",
            paramLabel = "SIDE",
            defaultValue = "primary",
            description = "primary or standby: where to (default: ${DEFAULT-VALUE}).")
    private Side into = Side.PRIMARY;

    @Option(
            names = "--into-pool",
            paramLabel = "ID",
            defaultValue = "",
            description = "Another pool in the place of that side's own, such as one that was made anew. Whoever is"
                    + " missing there comes back, and nobody is marked as brought home.")
    private String intoPool = "";

    @Option(
            names = "--rebuild-primary",
            description = "Bring back people of the primary as well who are gone from it: it was emptied, or lost.")
    private boolean rebuildPrimary;

    @Option(
            names = "--update-changed",
            description = "The standby was the active side: bring over all that differs, wherever the snapshot's record"
                    + " is the newer one. A date is of the record, and not of an attribute: a password that was reset"
                    + " makes a record newer, too.")
    private boolean updateChanged;

    @Option(
            names = "--disable",
            description = "Disable whom the snapshot has disabled and the pool has enabled, if the snapshot's record is"
                    + " the newer one.")
    private boolean disable;

    @Option(
            names = "--no-mark",
            description = "Do not tell the standby pool who was brought home (custom:origin_sub = the own sub).")
    private boolean noMark;

    @Option(
            names = "--rows-per-file",
            paramLabel = "N",
            defaultValue = "" + ImportLimits.ROWS,
            description = "Users of one import job at the most (default: ${DEFAULT-VALUE}).")
    private int rowsPerFile;

    @Option(names = "--fresh", description = "Begin anew, even if an earlier run was interrupted.")
    private boolean fresh;

    @Mixin
    private final Consent consent = new Consent();

    @Override
    int run(Session session) throws IOException {
        if (rowsPerFile < 1 || rowsPerFile > ImportLimits.ROWS) {
            throw CommandException.wrongUse(
                    "--rows-per-file must be from 1 to " + ImportLimits.ROWS + ": " + rowsPerFile);
        }
        RestoreRequest request = new RestoreRequest(
                snapshot(), into, pool(), rebuildPrimary, !noMark, updateChanged, disable, rowsPerFile, fresh);
        return new Restore(
                        session.deployment(),
                        session.workDirectory(),
                        session.output(),
                        plan -> consent.isGiven(plan, session.output()))
                .run(request);
    }

    private Optional<SnapshotId> snapshot() {
        if (snapshot.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(SnapshotId.parse(snapshot.strip())
                .orElseThrow(() -> CommandException.wrongUse(
                        "--from-snapshot must be a snapshot's id such as 20261122T063000Z: " + snapshot)));
    }

    private Optional<UserPoolId> pool() {
        if (intoPool.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserPoolId(intoPool.strip()));
        } catch (IllegalArgumentException otherForm) {
            throw CommandException.wrongUse("--into-pool " + otherForm.getMessage() + ": " + intoPool);
        }
    }
}
