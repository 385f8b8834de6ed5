package io.github.cognitodr.operator;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.snapshot.SnapshotBucket;
import io.github.cognitodr.userpool.UserPoolId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cognito-dr snapshot}: what can be done with one of them. */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks into one snapshot; snapshots lists them.",
        subcommands = VerifyCommand.class,
        footer = {"", "Example:", "  cognito-dr snapshot verify latest"})
final class SnapshotCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "Missing command: verify.");
    }

    static SnapshotBucket bucket(Session session) {
        return new SnapshotBucket(
                session.deployment().s3(),
                session.deployment().bucket(),
                session.deployment().region(Side.STANDBY));
    }

    /** @param named by {@code --pool}; empty for the standby */
    static UserPoolId pool(String named, Session session) {
        return named.isBlank() ? session.deployment().poolId(Side.STANDBY) : pool(named);
    }

    static UserPoolId pool(String named) {
        try {
            return new UserPoolId(named.strip());
        } catch (IllegalArgumentException otherForm) {
            throw CommandException.wrongUse("--pool " + otherForm.getMessage() + ": " + named);
        }
    }
}
