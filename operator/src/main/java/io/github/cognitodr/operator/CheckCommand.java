package io.github.cognitodr.operator;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.check.CsvFile;
import io.github.cognitodr.operator.check.Foretold;
import io.github.cognitodr.operator.check.NamesInPool;
import io.github.cognitodr.operator.check.PoolAnswers;
import io.github.cognitodr.operator.check.PoolUsers;
import io.github.cognitodr.operator.check.SchemaFile;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Paragraph;
import io.github.cognitodr.operator.terminal.UserList;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.csv.ExistingUsers;
import io.github.cognitodr.userpool.csv.FileFinding;
import io.github.cognitodr.userpool.csv.FileRule;
import io.github.cognitodr.userpool.csv.FileVerdict;
import io.github.cognitodr.userpool.csv.ImportCheck;
import io.github.cognitodr.userpool.csv.RowVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cognito-dr check}: what an import job would do with a file, before there is one. Changes no pool. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Foretells what an import job of a pool does with a CSV, row by row, and changes nothing.",
            "",
            "It names lines, columns and rules, and no values. What Cognito does not document is called that, and not"
                    + " fine. Where rows of users who exist are to be foretold as well, the pool has to be listed:"
                    + " --existing."
        },
        footer = {
            "",
            "Exit code 0: every row is certain to be imported; 1: not so; 2: the file is no CSV in UTF-8, or wrong use.",
            "",
            "Examples:",
            "  cognito-dr check users.csv --existing",
            "  cognito-dr check users.csv --into standby --out rows.jsonl",
            "  cognito-dr check --save-schema pool.json",
            "  cognito-dr check users.csv --schema pool.json"
        })
final class CheckCommand extends OperatorCommand {
    @Parameters(arity = "0..1", paramLabel = "FILE.csv", description = "The file.")
    private @Nullable Path file;

    @ArgGroup(exclusive = true)
    private @Nullable Target target;

    @Option(names = "--existing", description = "List the pool first, so that rows of users who exist are foretold.")
    private boolean existing;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many rows to name on the terminal (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to name all rows that are not certain to be imported, a JSON object a line.")
    private @Nullable Path out;

    @Option(
            names = "--save-schema",
            paramLabel = "FILE",
            description = "Write what the pool's imports go by, for checks without the pool; FILE.csv may be left out.")
    private @Nullable Path saveSchema;

    /** What the file is for. */
    private static final class Target {
        @Option(names = "--pool", paramLabel = "ID", description = "The pool that it is for.")
        private @Nullable String pool;

        @Option(
                names = "--into",
                paramLabel = "SIDE",
                description = "The pool that it is for: primary or standby (default: primary).")
        private @Nullable Side into;

        @Option(names = "--schema", paramLabel = "FILE", description = "Ask no pool, but this file: see --save-schema.")
        private @Nullable Path schema;
    }

    @Override
    int run(Session session) throws IOException {
        Optional<Path> schema = Optional.ofNullable(target).map(named -> named.schema);
        refuseContradictions(schema.isPresent());
        if (file != null) {
            CsvFile.refuseUnlessCsv(file);
        }
        if (schema.isPresent()) {
            PoolAnswers answers = SchemaFile.read(schema.get());
            return check(session.output(), "the schema " + schema.get(), answers, (check, csv) -> ExistingUsers.none());
        }
        try (OperatorPool pool = pool(session)) {
            PoolAnswers answers = PoolAnswers.ask(pool);
            if (saveSchema != null) {
                SchemaFile.write(answers, saveSchema);
                session.output().note("Wrote what imports into " + pool + " go by to " + saveSchema + ".");
            }
            if (file == null) {
                return ExitCode.DONE;
            }
            return check(
                    session.output(),
                    pool.toString(),
                    answers,
                    (check, csv) ->
                            existing ? existing(pool, answers, check, csv, session.output()) : ExistingUsers.none());
        }
    }

    private void refuseContradictions(boolean bySchema) {
        if (limit < 0) {
            throw CommandException.wrongUse("--limit must be 0 or more: " + limit);
        }
        if (file == null && saveSchema == null) {
            throw CommandException.wrongUse("Name the file to be checked, or --save-schema FILE (see --help).");
        }
        if (bySchema && (existing || saveSchema != null)) {
            throw CommandException.wrongUse(
                    "--schema asks no pool, so that --existing and --save-schema do not go with it.");
        }
    }

    private OperatorPool pool(Session session) {
        @Nullable String named = target == null ? null : target.pool;
        if (named != null) {
            UserPoolId id = SnapshotCommand.pool(named);
            boolean standby = id.region().equals(session.deployment().region(Side.STANDBY));
            return session.deployment().pool(id, standby ? Side.STANDBY : Side.PRIMARY);
        }
        Side side = Optional.ofNullable(target)
                .flatMap(chosen -> Optional.ofNullable(chosen.into))
                .orElse(Side.PRIMARY);
        return session.deployment().pool(side);
    }

    /** Finds out who exists of those that the file names. */
    @FunctionalInterface
    private interface Existing {
        ExistingUsers of(ImportCheck check, Path csv) throws IOException;
    }

    private static ExistingUsers existing(
            OperatorPool pool, PoolAnswers answers, ImportCheck check, Path csv, Output output) throws IOException {
        NamesInPool names = new NamesInPool(answers.schema());
        look(check, csv, names.asked(), row -> {}, output);
        names.sort();
        if (names.isAsked()) {
            PoolUsers.forEach(pool, output, names::isThere);
        }
        return names.found();
    }

    private int check(Output output, String of, PoolAnswers answers, Existing existingUsers) throws IOException {
        Path csv = Objects.requireNonNull(file);
        ImportCheck check = ImportCheck.of(answers.schema());
        ExistingUsers users = existingUsers.of(check, csv);
        List<RowVerdict> shown = new ArrayList<>();
        FileVerdict verdict;
        try (UserList rows = new UserList(0, Optional.ofNullable(out))) {
            verdict = look(
                    check,
                    csv,
                    users,
                    row -> {
                        if (!(row instanceof RowVerdict.Imported)) {
                            if (shown.size() < limit) {
                                shown.add(row);
                            }
                            rows.add(Foretold.row(row));
                        }
                    },
                    output);
        }
        say(output, csv, of, verdict, shown);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", csv.toString());
        document.put("for", of);
        document.put("lookedForExistingUsers", existing);
        document.putAll(Foretold.document(verdict));
        document.put("lines", shown.stream().map(Foretold::row).toList());
        output.document(document);
        return verdict.isCertainToImportAll() ? ExitCode.DONE : ExitCode.SOME_USERS;
    }

    private static FileVerdict look(
            ImportCheck check, Path csv, ExistingUsers existing, Consumer<RowVerdict> rows, Output output)
            throws IOException {
        FileVerdict verdict = CsvFile.read(csv, output, in -> check.check(in, existing, rows));
        for (FileFinding finding : verdict.findings()) {
            if (finding.rule() == FileRule.NOT_UTF_8) {
                throw CsvFile.notUtf8(csv, finding.detail());
            }
        }
        return verdict;
    }

    private void say(Output output, Path csv, String of, FileVerdict verdict, List<RowVerdict> shown) {
        paragraph(output, String.format(Locale.ROOT, "%s, %,d rows, for %s:", csv, verdict.rows(), of));
        output.result("");
        shown.forEach(row -> Foretold.line(row).forEach(output::result));
        int more = verdict.failed() + verdict.skipped() + verdict.undocumented() - shown.size();
        if (more > 0) {
            output.result(String.format(Locale.ROOT, "... and %,d more", more)
                    + (out == null ? " (--limit, --out)" : ", all of them in " + out));
        }
        if (!verdict.rules().isEmpty()) {
            output.result("");
            Foretold.rules(verdict).forEach(output::result);
            output.result("");
        }
        Foretold.findings(verdict).forEach(output::result);
        paragraph(output, Foretold.sentence(verdict));
        if (!existing) {
            paragraph(
                    output,
                    "Nobody has looked who is in the pool: rows of users who exist would be skipped (--existing"
                            + " looks).");
        }
    }

    private static void paragraph(Output output, String text) {
        Paragraph.lines("", text).forEach(output::result);
    }
}
