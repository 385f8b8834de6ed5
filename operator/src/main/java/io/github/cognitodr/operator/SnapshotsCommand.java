package io.github.cognitodr.operator;

import io.github.cognitodr.operator.snapshot.PoolSnapshots;
import io.github.cognitodr.operator.snapshot.SnapshotBucket;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Paragraph;
import io.github.cognitodr.operator.terminal.Sizes;
import io.github.cognitodr.operator.terminal.Spans;
import io.github.cognitodr.operator.terminal.Table;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cognito-dr snapshots}: what there is to restore from. */
@Command(
        name = "snapshots",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Lists the sealed snapshots of a pool, the newest first.",
            "",
            "A snapshot holds all users; import is how many of them an import job takes, new how many of those were"
                    + " born in the pool and are not known to the other side, left how many an import job does not take"
                    + " (restore brings most of these home by the API; --json tells the reasons)."
        },
        footer = {
            "",
            "Exit code 0: listed; 1: the manifest of a listed one cannot be read; 2: there is none.",
            "",
            "Examples:",
            "  cognito-dr snapshots",
            "  cognito-dr snapshots --limit 1 --json | jq .snapshots[0].unimportable"
        })
final class SnapshotsCommand extends OperatorCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many to list (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--pool",
            paramLabel = "ID",
            defaultValue = "",
            description = "Whose snapshots (default: the standby's).")
    private String pool = "";

    @Override
    int run(Session session) {
        if (limit < 1) {
            throw CommandException.wrongUse("--limit must be 1 or more: " + limit);
        }
        UserPoolId id = SnapshotCommand.pool(pool, session);
        SnapshotBucket bucket = SnapshotCommand.bucket(session);
        PoolSnapshots snapshots = bucket.snapshots(id);
        if (snapshots.sealed().isEmpty()) {
            throw bucket.noSnapshot(id);
        }
        List<Listed> listed = snapshots.sealed().stream()
                .limit(limit)
                .map(snapshot -> Listed.read(bucket, id, snapshot))
                .toList();
        Optional<SnapshotId> latest = bucket.latestIfAny(id);
        say(session.output(), id, snapshots, listed, latest);
        session.output().document(document(bucket, id, snapshots, listed, latest));
        return listed.stream().allMatch(one -> one.manifest().isPresent()) ? ExitCode.DONE : ExitCode.SOME_USERS;
    }

    /** @param trouble why there is no manifest */
    private record Listed(SnapshotId id, Optional<Manifest> manifest, String trouble) {
        /** One that is damaged keeps nobody from the others. */
        static Listed read(SnapshotBucket bucket, UserPoolId pool, SnapshotId id) {
            try {
                return new Listed(id, Optional.of(bucket.manifest(pool, id)), "");
            } catch (CommandException failed) {
                if (failed.exitCode() != ExitCode.WRONG_USE) {
                    throw failed;
                }
                return new Listed(id, Optional.empty(), String.valueOf(failed.getMessage()));
            }
        }

        long bytes() {
            return manifest.stream()
                    .flatMap(known -> known.contents().files().stream())
                    .mapToLong(SnapshotFile::bytes)
                    .sum();
        }
    }

    private static void say(
            Output output, UserPoolId pool, PoolSnapshots snapshots, List<Listed> listed, Optional<SnapshotId> latest) {
        output.result("Snapshots of " + pool + ":");
        output.result("");
        table(listed).lines().forEach(output::result);
        output.result("");
        int more = snapshots.sealed().size() - listed.size();
        if (more > 0) {
            output.result(String.format(Locale.ROOT, "... and %,d older ones (--limit).", more));
        }
        if (snapshots.unsealed() > 0) {
            Paragraph.lines(
                            "",
                            snapshots.unsealed()
                                    + " more not sealed: under way, given up, or expired but for some files.")
                    .forEach(output::result);
        }
        output.result(latestLine(snapshots, latest));
        for (Listed one : listed) {
            if (one.manifest().isEmpty()) {
                output.warning(one.trouble());
            }
        }
    }

    private static String latestLine(PoolSnapshots snapshots, Optional<SnapshotId> latest) {
        if (latest.isEmpty()) {
            return "latest.json is missing: name a snapshot by its id.";
        }
        String gone = snapshots.sealed().contains(latest.get()) ? "" : ", whose manifest is gone";
        return "Latest: " + latest.get() + gone + ".";
    }

    private static Table table(List<Listed> listed) {
        List<Manifest> manifests =
                listed.stream().flatMap(one -> one.manifest().stream()).toList();
        Column users = new Column("users", manifests, known -> known.contents().users());
        Column importable =
                new Column("import", manifests, known -> known.contents().importable());
        Column born = new Column("new", manifests, known -> known.contents().newUsers());
        Column left = new Column("left", manifests, SnapshotsCommand::left);
        Table table =
                new Table("snapshot", "age", "took", users.head(), importable.head(), born.head(), left.head(), "size");
        for (Listed one : listed) {
            Duration age =
                    Duration.between(one.id().startedAt(), Clock.systemUTC().instant());
            if (one.manifest().isEmpty()) {
                table.row(one.id().value(), Spans.inOneWord(age), "", "cannot be read");
                continue;
            }
            Manifest known = one.manifest().get();
            table.row(
                    one.id().value(),
                    Spans.inOneWord(age),
                    Spans.inOneWord(Duration.between(known.startedAt(), known.finishedAt())),
                    users.cell(known),
                    importable.cell(known),
                    born.cell(known),
                    left.cell(known),
                    Sizes.inWords(one.bytes()));
        }
        return table;
    }

    private static long left(Manifest manifest) {
        return manifest.contents().users() - manifest.contents().importable();
    }

    /** Numbers, one below the other. */
    private static final class Column {
        private final String name;
        private final Function<Manifest, Long> value;
        private final int width;

        Column(String name, List<Manifest> manifests, Function<Manifest, Long> value) {
            this.name = name;
            this.value = value;
            this.width = manifests.stream()
                    .mapToInt(manifest -> text(manifest).length())
                    .reduce(name.length(), Math::max);
        }

        String head() {
            return " ".repeat(width - name.length()) + name;
        }

        String cell(Manifest manifest) {
            String text = text(manifest);
            return " ".repeat(width - text.length()) + text;
        }

        private String text(Manifest manifest) {
            return String.format(Locale.ROOT, "%,d", value.apply(manifest));
        }
    }

    private static Map<String, Object> document(
            SnapshotBucket bucket,
            UserPoolId pool,
            PoolSnapshots snapshots,
            List<Listed> listed,
            Optional<SnapshotId> latest) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("userPoolId", pool.value());
        document.put("bucket", bucket.name());
        latest.ifPresent(id -> document.put("latest", id.value()));
        document.put("sealed", snapshots.sealed().size());
        document.put("unsealed", snapshots.unsealed());
        List<Map<String, Object>> members = new ArrayList<>();
        for (Listed one : listed) {
            members.add(
                    one.manifest().isPresent()
                            ? summary(one.manifest().get(), one.bytes())
                            : Map.of("snapshotId", one.id().value(), "error", one.trouble()));
        }
        document.put("snapshots", members);
        return document;
    }

    /** A manifest without its files. */
    private static Map<String, Object> summary(Manifest manifest, long bytes) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("snapshotId", manifest.snapshotId().value());
        summary.put("startedAt", manifest.startedAt().toString());
        summary.put("finishedAt", manifest.finishedAt().toString());
        manifest.contents().writeTo(summary);
        summary.put("files", manifest.contents().files().size());
        summary.put("bytes", bytes);
        return summary;
    }
}
