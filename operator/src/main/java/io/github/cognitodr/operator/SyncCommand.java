package io.github.cognitodr.operator;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.census.PoolPair;
import io.github.cognitodr.operator.sync.SyncChoices;
import io.github.cognitodr.operator.sync.SyncPlan;
import io.github.cognitodr.operator.sync.SyncRun;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.operator.terminal.UserList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cognito-dr sync}: brings the standby into step with the primary. Its first run is the backfill. */
@Command(
        name = "sync",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Brings the standby pool into step with the primary: missing users, attributes, disabled ones.",
            "",
            "The first run copies the users who were there before cognito-dr was. No password is ever changed, no"
                    + " message sent, no user deleted: copies whose owner is gone are disabled. The primary is right;"
                    + " while people use the standby (after a failover), use restore instead."
        },
        footer = {
            "",
            "Examples:",
            "  cognito-dr sync --dry-run",
            "  cognito-dr sync --yes --quota UserCreation=200",
            "  cognito-dr sync --adopt        # users of an older copy, by their verified address"
        })
final class SyncCommand extends OperatorCommand {
    private static final int SHOWN = 50;

    @Mixin
    private final Consent consent = new Consent();

    @Option(
            names = "--adopt",
            description = "Take users of the standby without custom:origin_sub for copies of who has the same verified"
                    + " address or number in the primary.")
    private boolean adopt;

    @Option(
            names = "--enable",
            description = "Enable users who are disabled in the standby and enabled in the primary.")
    private boolean enable;

    @Option(
            names = "--disable-many",
            description = "Go on even if more than 100 users, or 5 percent, would be disabled.")
    private boolean disableMany;

    @Option(
            names = "--swapped-sides",
            description = "Go on although most users of the primary are copies of the standby's.")
    private boolean swappedSides;

    @Option(names = "--fresh", description = "List both pools again, and do not go on with an interrupted run.")
    private boolean fresh;

    @Override
    int run(Session session) throws IOException {
        Output output = session.output();
        SyncChoices choices = new SyncChoices(adopt, enable, disableMany, swappedSides);
        try (PoolPair pair = PoolPair.take(
                session.deployment(), session.workDirectory(), "sync", fresh, Clock.systemUTC(), output)) {
            SyncPlan plan = plan(pair, choices);
            if (!isGiven(plan, pair, session)) {
                output.document(document(plan, Map.of(), 0, new UserList(0, Optional.empty())));
                return ExitCode.DONE;
            }
            Path report = session.workDirectory().resolve("sync-report.jsonl");
            try (UserList users = new UserList(SHOWN, Optional.of(report))) {
                SyncRun run = new SyncRun(
                        pair.census(),
                        choices,
                        session.deployment().pool(Side.PRIMARY),
                        session.deployment().pool(Side.STANDBY),
                        pair.signIn());
                try (Progress progress = output.progress("Bringing the standby into step", plan.steps(), "users")) {
                    run.run(progress, users);
                }
                pair.finish();
                run.done()
                        .forEach((action, count) -> output.result(
                                String.format(Locale.ROOT, "%-14s%,12d", action.toLowerCase(Locale.ROOT), count)));
                output.result(String.format(Locale.ROOT, "%-14s%,12d", "failed", run.failed()));
                users.lines().forEach(output::result);
                output.document(document(plan, run.done(), run.failed(), users));
                return users.count() == 0 ? ExitCode.DONE : ExitCode.SOME_USERS;
            }
        }
    }

    /** What was listed for a plan that is not carried out says nothing about a later moment. */
    private static SyncPlan plan(PoolPair pair, SyncChoices choices) throws IOException {
        try {
            return SyncPlan.of(pair.census(), choices);
        } catch (CommandException refused) {
            pair.finish();
            throw refused;
        }
    }

    private boolean isGiven(SyncPlan plan, PoolPair pair, Session session) throws IOException {
        boolean given = false;
        try {
            given = consent.isGiven(plan.lines(session.deployment().quotas()), session.output());
        } finally {
            if (!given) {
                pair.finish();
            }
        }
        return given;
    }

    private static Map<String, Object> document(SyncPlan plan, Map<String, Long> done, long failed, UserList users) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("planned", plan.planned());
        document.put("left", plan.left());
        document.put("done", done);
        document.put("failed", failed);
        document.put("users", users.first());
        return document;
    }
}
