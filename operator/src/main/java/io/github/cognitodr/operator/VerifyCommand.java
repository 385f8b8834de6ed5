package io.github.cognitodr.operator;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.check.PoolAnswers;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.snapshot.FileReport;
import io.github.cognitodr.operator.snapshot.SnapshotBucket;
import io.github.cognitodr.operator.snapshot.SnapshotExamination;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Paragraph;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.operator.terminal.Table;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotContents;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cognito-dr snapshot verify}: whether a snapshot is what it promises to be. Changes nothing. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Reads a whole snapshot, and changes nothing.",
            "",
            "Of each file of the manifest: whether it is there, with its size, SHA-256 and rows; whether each row can be"
                    + " read; whether an import could take the rows of a CSV, as far as that can be told without the"
                    + " pool. And whether users = importable + not importable = profiles."
        },
        footer = {
            "",
            "Exit code 0: the snapshot is whole; 1: it is not, do not restore from it; 2: there is no such snapshot, or"
                    + " its manifest cannot be used; 3: AWS refused, or did not answer.",
            "",
            "Examples:",
            "  cognito-dr snapshot verify",
            "  cognito-dr snapshot verify 20261122T063000Z --against-pool"
        })
final class VerifyCommand extends OperatorCommand {
    private static final String LATEST = "latest";

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            defaultValue = LATEST,
            description = "The snapshot, as cognito-dr snapshots names it, or latest (default: ${DEFAULT-VALUE}).")
    private String snapshot = LATEST;

    @Option(
            names = "--pool",
            paramLabel = "ID",
            defaultValue = "",
            description = "Whose snapshot (default: the standby's).")
    private String pool = "";

    @Option(
            names = "--against-pool",
            description = "Judge the rows of the CSV files by what that pool takes now, schema and MFA included.")
    private boolean againstPool;

    @Override
    int run(Session session) throws IOException {
        UserPoolId id = SnapshotCommand.pool(pool, session);
        SnapshotBucket bucket = SnapshotCommand.bucket(session);
        Manifest manifest = bucket.manifest(id, snapshotId(bucket, id));
        Optional<PoolSchema> schema = againstPool ? Optional.of(schema(session, id)) : Optional.empty();
        SnapshotExamination examination = new SnapshotExamination(bucket, manifest, schema);
        List<FileReport> files;
        try (Progress progress =
                session.output().progress("Reading " + manifest.snapshotId(), bytes(manifest), "bytes")) {
            files = examination.files(progress::step);
        }
        boolean readable = files.stream().allMatch(FileReport::isWhole);
        List<String> contradictions = readable ? examination.contradictions() : List.of();
        boolean whole = readable && contradictions.isEmpty();
        say(session.output(), manifest, files, contradictions);
        session.output().document(document(manifest, files, contradictions, whole));
        return whole ? ExitCode.DONE : ExitCode.SOME_USERS;
    }

    private SnapshotId snapshotId(SnapshotBucket bucket, UserPoolId id) {
        if (snapshot.equals(LATEST)) {
            return bucket.latest(id);
        }
        return SnapshotId.parse(snapshot)
                .orElseThrow(() -> CommandException.wrongUse("Not the id of a snapshot, such as 20261122T063000Z, nor"
                        + " latest: " + snapshot + " (cognito-dr snapshots lists those that there are)."));
    }

    private static PoolSchema schema(Session session, UserPoolId id) {
        try (OperatorPool pool = session.deployment().pool(id, Side.STANDBY)) {
            return PoolAnswers.ask(pool).schema();
        }
    }

    private static long bytes(Manifest manifest) {
        return manifest.contents().files().stream()
                .mapToLong(SnapshotFile::bytes)
                .sum();
    }

    private static void say(Output output, Manifest manifest, List<FileReport> files, List<String> contradictions) {
        SnapshotContents contents = manifest.contents();
        output.result("Snapshot " + manifest.snapshotId() + " of " + manifest.userPoolId() + ":");
        output.result("");
        Table table = new Table();
        for (FileReport report : files) {
            table.row(
                    report.file().name(),
                    String.format(Locale.ROOT, "%,9d rows", report.file().rows()),
                    String.format(Locale.ROOT, "%,13d bytes", report.file().bytes()),
                    report.isWhole() ? "whole" : "NOT WHOLE");
        }
        table.lines().forEach(output::result);
        output.result("");
        for (FileReport report : files) {
            String name = report.file().name() + ": ";
            report.problems().forEach(problem -> paragraph(output, "NOT WHOLE: ", name + problem + "."));
            report.remarks().forEach(remark -> paragraph(output, "Remark: ", name + remark + "."));
        }
        contradictions.forEach(problem -> paragraph(output, "NOT WHOLE: ", problem));
        long bad = files.stream().filter(report -> !report.isWhole()).count();
        if (bad == 0 && contradictions.isEmpty()) {
            paragraph(
                    output,
                    "",
                    String.format(
                            Locale.ROOT,
                            "Whole: %,d users = %,d importable + %,d not importable; %,d of them new.",
                            contents.users(),
                            contents.importable(),
                            contents.users() - contents.importable(),
                            contents.newUsers()));
        } else {
            paragraph(
                    output,
                    "",
                    "NOT whole" + (bad > 0 ? ", " + bad + " of " + files.size() + " files" : "")
                            + ": do not restore from it. Take another one (cognito-dr snapshots lists them).");
        }
    }

    private static void paragraph(Output output, String first, String text) {
        Paragraph.lines(first, text).forEach(output::result);
    }

    private static Map<String, Object> document(
            Manifest manifest, List<FileReport> files, List<String> contradictions, boolean whole) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("userPoolId", manifest.userPoolId().value());
        document.put("snapshotId", manifest.snapshotId().value());
        document.put("whole", whole);
        document.put("users", manifest.contents().users());
        document.put("importable", manifest.contents().importable());
        document.put("newUsers", manifest.contents().newUsers());
        document.put("files", files.stream().map(VerifyCommand::member).toList());
        document.put("contradictions", contradictions);
        return document;
    }

    private static Map<String, Object> member(FileReport report) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("key", report.file().key());
        member.put("rows", report.file().rows());
        member.put("bytes", report.file().bytes());
        member.put("whole", report.isWhole());
        member.put("problems", report.problems());
        member.put("remarks", report.remarks());
        return member;
    }
}
