package io.github.cognitodr.operator;

import io.github.cognitodr.operator.deployment.Queue;
import io.github.cognitodr.operator.redrive.Redrive;
import io.github.cognitodr.operator.redrive.RedriveChoices;
import io.github.cognitodr.operator.redrive.RedriveResult;
import io.github.cognitodr.operator.terminal.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Dead letters, round again. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Shows why messages died, as things are now, and sends them round again: those whose cause is gone. Messages"
                    + " that are about nothing any more are deleted; those that would die again are left.",
            "A message is sent first and deleted then: stopped at any point, nothing is lost. Run it again.",
            ""
        },
        footer = {
            "",
            "Exit code 1: some dead letters are left.",
            "",
            "Examples:",
            "  cognito-dr redrive --dry-run         (shows why, and changes nothing)",
            "  cognito-dr redrive retry --yes",
            "  cognito-dr redrive snapshot --drop-malformed --yes"
        })
final class RedriveCommand extends OperatorCommand {
    /** Which queues. */
    enum Which {
        RETRY,
        SNAPSHOT,
        ALL
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "QUEUE",
            defaultValue = "ALL",
            description = "retry (sign-ups that could not be copied), snapshot (requests for snapshots), or all"
                    + " (default).")
    private Which which = Which.ALL;

    @Mixin
    private final Consent consent = new Consent();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many messages of each queue (default: all).")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--drop-malformed", description = "Delete messages that are none of ours.")
    private boolean dropMalformed;

    @Option(
            names = "--force",
            description = "Send those that would die again, too. Whoever has changed the sign-in value since is copied"
                    + " under the present one: look for a copy under the former one before.")
    private boolean force;

    @Override
    int run(Session session) {
        if (limit < 1) {
            throw CommandException.wrongUse("--limit must be 1 or more: " + limit);
        }
        Output output = session.output();
        RedriveChoices choices = new RedriveChoices(limit, dropMalformed, force);
        List<Map<String, Object>> documents = new ArrayList<>();
        int left = 0;
        for (Queue queue : queues()) {
            RedriveResult result =
                    Redrive.of(session.deployment(), queue, choices, output).run(plan -> consent.isGiven(plan, output));
            result.untold().forEach(output::note);
            output.result(result.inWords());
            documents.add(result.document());
            left += result.left();
        }
        output.document(Map.of("queues", documents));
        return left == 0 || consent.isDryRun() ? ExitCode.DONE : ExitCode.SOME_USERS;
    }

    private List<Queue> queues() {
        return switch (which) {
            case RETRY -> List.of(Queue.RETRY);
            case SNAPSHOT -> List.of(Queue.SNAPSHOT);
            case ALL -> List.of(Queue.values());
        };
    }
}
