package io.github.cognitodr.userpool.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.sandbox.cognito.csv.ImportFile;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreconditionNotMetException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;

/** Files that people edited, as a whole: foretold and then run. */
class FileCheckTest {
    private static final CheckedPools POOLS =
            new CheckedPools(CognitoRegion.builder("ap-northeast-3").build());
    private static final int PEOPLE = 3;

    @AfterAll
    static void stop() {
        POOLS.close();
    }

    private static List<String> lines(PoolSchema schema, int people) {
        List<String> lines = new ArrayList<>(List.of(String.join(",", schema.csvHeader())));
        for (int i = 0; i < people; i++) {
            String address = "p" + i + "@example.com";
            Map<String, String> values =
                    Map.of("cognito:username", address, "email", address, "email_verified", "TRUE", "name", "Zoë");
            lines.add(schema.csvHeader().stream()
                    .map(column -> values.getOrDefault(column, ""))
                    .collect(Collectors.joining(",")));
        }
        return lines;
    }

    private static String text(PoolSchema schema) {
        return String.join("\n", lines(schema, PEOPLE)) + "\n";
    }

    private static UnaryOperator<String> eachCell(String separator, UnaryOperator<String> change) {
        return file -> Arrays.stream(file.split("\n", -1))
                .map(line -> line.isEmpty()
                        ? line
                        : Arrays.stream(line.split(",", -1)).map(change).collect(Collectors.joining(separator)))
                .collect(Collectors.joining("\n"));
    }

    private static String reversed(String file) {
        return Arrays.stream(file.split("\n", -1))
                .map(line -> {
                    List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
                    Collections.reverse(cells);
                    return String.join(",", cells);
                })
                .collect(Collectors.joining("\n"));
    }

    private static Arguments file(String what, UnaryOperator<String> edit, FileRule... rules) {
        return arguments(what, edit, List.of(rules));
    }

    static Stream<Arguments> files() {
        UnaryOperator<String> quoted = cell -> '"' + cell + '"';
        return Stream.of(
                file("as it should be", file -> file),
                file("without an end of line at its end", String::stripTrailing),
                file("with its columns in another order", FileCheckTest::reversed),
                file("with blanks around the names of columns", file -> file.replaceFirst("name,", " name ,")),
                file("of Windows", file -> file.replace("\n", "\r\n"), FileRule.WINDOWS_LINE_ENDS),
                file("empty", file -> "", FileRule.EMPTY),
                file("of one empty line", file -> "\n", FileRule.OTHER_COLUMNS, FileRule.NO_USERS),
                file("of a header alone", file -> file.substring(0, file.indexOf('\n')), FileRule.NO_USERS),
                file("with a byte order mark", file -> "\uFEFF" + file, FileRule.BYTE_ORDER_MARK),
                file(
                        "of a spreadsheet's CSV UTF-8 on Windows",
                        file -> "\uFEFF" + file.replace("\n", "\r\n"),
                        FileRule.BYTE_ORDER_MARK,
                        FileRule.WINDOWS_LINE_ENDS),
                file(
                        "of a spreadsheet of Germany",
                        file -> "\uFEFF" + eachCell(";", cell -> cell).apply(file),
                        FileRule.BYTE_ORDER_MARK,
                        FileRule.OTHER_SEPARATOR),
                file("with semicolons", eachCell(";", cell -> cell), FileRule.OTHER_SEPARATOR),
                file("with quoted values and semicolons", eachCell(";", quoted), FileRule.OTHER_SEPARATOR),
                file("with tabs", eachCell("\t", cell -> cell), FileRule.OTHER_SEPARATOR),
                file("without a column", file -> file.replaceFirst("name,", ""), FileRule.OTHER_COLUMNS),
                file("with one column more", file -> file.replaceFirst("name,", "name,age,"), FileRule.OTHER_COLUMNS),
                file("with a column twice", file -> file.replaceFirst("name,", "email,"), FileRule.OTHER_COLUMNS),
                file("with columns in capitals", file -> file.replaceFirst("name", "NAME"), FileRule.OTHER_COLUMNS),
                file("without a header", file -> file.substring(file.indexOf('\n') + 1), FileRule.OTHER_COLUMNS),
                file(
                        "with quotation marks around the header's names",
                        file -> {
                            int end = file.indexOf('\n');
                            return eachCell(",", quoted).apply(file.substring(0, end)) + file.substring(end);
                        },
                        FileRule.QUOTED_HEADER),
                file(
                        "with quotation marks everywhere",
                        eachCell(",", quoted),
                        FileRule.QUOTED_HEADER,
                        FileRule.FEW_IMPORTED),
                file("of an old Mac", file -> file.replace('\n', '\r'), FileRule.OLD_LINE_ENDS, FileRule.NO_USERS),
                file(
                        "with an unusual blank in its header",
                        file -> file.replaceFirst("name,", "name\u00a0,"),
                        FileRule.UNUSUAL_BLANK_IN_HEADER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aFileFaresAsForetold(String what, UnaryOperator<String> edit, List<FileRule> rules)
            throws IOException, InterruptedException {
        UserPoolId pool = SandboxPools.emailPool(POOLS.cognito());
        byte[] csv = edit.apply(text(POOLS.schema(pool))).getBytes(UTF_8);

        FileVerdict verdict = POOLS.check(pool, csv).file();
        CheckedPools.Outcome outcome = POOLS.run(pool, csv);

        assertThat(verdict.findings()).as(what).extracting(FileFinding::rule).containsExactlyElementsOf(rules);
        boolean runs = verdict.effect().compareTo(FileRule.Effect.UNDOCUMENTED) < 0;
        if (verdict.effect() != FileRule.Effect.UNDOCUMENTED) {
            assertThat(outcome.job().status())
                    .isEqualTo(runs ? UserImportJobStatusType.SUCCEEDED : UserImportJobStatusType.FAILED);
            assertThat(outcome.job().importedUsers()).isEqualTo(runs ? verdict.imported() : 0);
        }
    }

    @Test
    void theHeadersFaultIsNamed() throws IOException {
        UserPoolId pool = SandboxPools.emailPool(POOLS.cognito());
        String file = text(POOLS.schema(pool)).replaceFirst("name,", "age,").replaceFirst("birthdate,", "email,");

        assertThat(POOLS.check(pool, file.getBytes(UTF_8)).file().findings())
                .extracting(FileFinding::detail)
                .containsExactly("missing: birthdate, name; not the pool's: age; twice: email");
    }

    /** A file without its header begins with somebody's data. */
    @Test
    void dataIsNotTakenForTheNamesOfColumns() throws IOException {
        UserPoolId pool = SandboxPools.emailPool(POOLS.cognito());
        String file = text(POOLS.schema(pool));

        assertThat(POOLS.check(pool, file.substring(file.indexOf('\n') + 1).getBytes(UTF_8))
                        .file()
                        .findings())
                .extracting(FileFinding::detail)
                .containsExactly("none of them is there");
    }

    @Test
    void theLineIsNamedFromWhichOnTheFileIsNoUtf8() throws IOException, InterruptedException {
        UserPoolId pool = SandboxPools.emailPool(POOLS.cognito());
        byte[] csv = text(POOLS.schema(pool)).getBytes(ISO_8859_1);

        CheckedPools.Forecast forecast = POOLS.check(pool, csv);

        assertThat(forecast.file().findings()).containsExactly(new FileFinding(FileRule.NOT_UTF_8, "line 2"));
        assertThat(POOLS.run(pool, csv).job().status()).isEqualTo(UserImportJobStatusType.FAILED);
        byte[] end = Arrays.copyOf(text(POOLS.schema(pool)).replace("\n", "é").getBytes(UTF_8), 200);
        end[199] = (byte) 0xc3;
        assertThat(POOLS.check(pool, end).file().findings())
                .containsExactly(new FileFinding(FileRule.NOT_UTF_8, "line 1"));
        assertThat(POOLS.check(pool, text(POOLS.schema(pool)).getBytes(UTF_16LE))
                        .file()
                        .effect())
                .isEqualTo(FileRule.Effect.FAILED);
    }

    @Test
    void rowsBeforeTheFaultAreJudged() throws IOException {
        UserPoolId pool = SandboxPools.emailPool(POOLS.cognito());
        byte[] good = text(POOLS.schema(pool)).getBytes(UTF_8);
        byte[] csv = Arrays.copyOf(good, good.length + 1);
        csv[good.length] = (byte) 0xff;

        CheckedPools.Forecast forecast = POOLS.check(pool, csv);

        assertThat(forecast.file().imported()).isEqualTo(PEOPLE);
        assertThat(forecast.file().findings())
                .containsExactly(new FileFinding(FileRule.NOT_UTF_8, "line " + (PEOPLE + 2)));
    }

    /** All that is wrong is told at once, so that nobody has to save the file twice. */
    @Test
    void rowsOfAFileThatFailsAreJudgedAsIfItWereMended() throws IOException {
        UserPoolId pool = SandboxPools.emailPool(POOLS.cognito());
        String file = "\uFEFF" + text(POOLS.schema(pool)).replaceFirst("TRUE", "VRAI");

        FileVerdict verdict = POOLS.check(pool, file.getBytes(UTF_8)).file();

        assertThat(verdict.effect()).isEqualTo(FileRule.Effect.FAILED);
        assertThat(verdict.imported()).isEqualTo(PEOPLE - 1);
        assertThat(verdict.rules()).containsEntry(RowRule.NOT_TRUE_OR_FALSE, 1);
        assertThat(verdict.isCertainToImportAll()).isFalse();
    }

    @Test
    void emptyLinesAndColumnsOfTheFutureAreJudged() throws IOException, InterruptedException {
        try (CheckedPools pools = new CheckedPools(
                CognitoRegion.builder("ap-northeast-3").passwordHashColumn(true).build())) {
            UserPoolId pool = SandboxPools.emailPool(pools.cognito());
            PoolSchema schema = pools.schema(pool);
            List<String> lines = lines(schema, PEOPLE);
            lines.add("");
            lines.add(lines.get(1).replace("p0@", "p8@") + "hash");
            byte[] csv = String.join("\n", lines).getBytes(UTF_8);

            CheckedPools.Forecast forecast = pools.check(pool, csv);
            CheckedPools.Outcome outcome = pools.run(pool, csv);

            assertThat(requireNonNull(forecast.rows().get(5)).findings())
                    .extracting(RowFinding::rule)
                    .containsExactly(RowRule.EMPTY_LINE);
            assertThat(requireNonNull(forecast.rows().get(6)).findings())
                    .extracting(RowFinding::rule)
                    .containsExactly(RowRule.PASSWORD_HASH);
            assertThat(outcome.rows()).containsEntry(4, "SUCCEEDED").containsEntry(5, "FAILED");
        }
    }

    @Test
    void aValueInAColumnThatTheSchemaDoesNotKnowIsInDoubt() throws IOException {
        PoolSchema real = POOLS.schema(SandboxPools.emailPool(POOLS.cognito()));
        List<String> columns = new ArrayList<>(real.csvHeader());
        columns.add("of_the_future");
        PoolSchema schema = withHeader(real, columns);
        List<String> lines = lines(schema, 1);
        String csv = lines.get(0) + "\n" + lines.get(1) + "x\n";

        assertThat(CheckedPools.check(ImportCheck.of(schema), csv.getBytes(UTF_8), ExistingUsers.none())
                        .file()
                        .rules())
                .isEqualTo(Map.of(RowRule.UNKNOWN_COLUMN, 1));
    }

    @Test
    void anAttributeWhoseNameIsAmbiguousLeavesTheFileInDoubt() throws IOException {
        PoolSchema real = POOLS.schema(SandboxPools.emailPool(POOLS.cognito()));
        List<String> columns = new ArrayList<>(real.csvHeader());
        columns.add("custom:a\"b");
        PoolSchema schema = withHeader(real, columns);

        FileVerdict verdict = CheckedPools.check(
                        ImportCheck.of(schema), text(schema).getBytes(UTF_8), ExistingUsers.none())
                .file();

        assertThat(verdict.effect()).isEqualTo(FileRule.Effect.UNDOCUMENTED);
        assertThat(verdict.imported()).isEqualTo(PEOPLE);
    }

    private static PoolSchema withHeader(PoolSchema pool, List<String> header) {
        return new PoolSchema(
                header,
                pool.attributes(),
                pool.autoVerified(),
                pool.mfa(),
                pool.usernameAttributes(),
                pool.aliasAttributes(),
                pool.usernameCase());
    }

    @Test
    void noJobStartsWhereThePoolVerifiesNothing() throws IOException {
        UserPoolId pool = new UserPoolId(POOLS.cognito()
                .createUserPool(people -> people.poolName("people").usernameAttributesWithStrings("email"))
                .userPool()
                .id());
        byte[] csv = text(POOLS.schema(pool)).getBytes(UTF_8);

        FileVerdict verdict = POOLS.check(pool, csv).file();

        assertThat(verdict.effect()).isEqualTo(FileRule.Effect.NOT_STARTED);
        assertThat(verdict.failed()).isEqualTo(PEOPLE);
        assertThatThrownBy(() -> POOLS.run(pool, csv)).isInstanceOf(PreconditionNotMetException.class);
    }

    @Test
    void aFileIsLimitedAsAJobLimitsIt() throws IOException, InterruptedException {
        try (CheckedPools pools = new CheckedPools(CognitoRegion.builder("ap-northeast-3")
                .importLimits(new ImportFile.Limits(2_000, 20, 16_000))
                .build())) {
            UserPoolId pool = SandboxPools.emailPool(pools.cognito());
            PoolSchema schema = pools.schema(pool);
            ImportCheck check = ImportCheck.of(schema).within(new ImportCheck.Limits(20, 1_900, 2_000));
            for (int people = 15; people < 30; people++) {
                byte[] csv = (String.join("\n", lines(schema, people)) + "\n").getBytes(UTF_8);

                FileVerdict verdict =
                        CheckedPools.check(check, csv, pools.existing(pool)).file();

                boolean fails = verdict.effect() == FileRule.Effect.FAILED;
                assertThat(fails).isEqualTo(people > 20 || csv.length > 2_000);
                assertThat(verdict.rows()).isEqualTo(people);
                assertThat(pools.run(pool, csv).job().status() == UserImportJobStatusType.FAILED)
                        .isEqualTo(fails);
                pool = SandboxPools.emailPool(pools.cognito());
            }
        }
    }

    @Test
    void ofASizeThatMayBeTooMuchNobodyKnows() throws IOException {
        PoolSchema schema = POOLS.schema(SandboxPools.emailPool(POOLS.cognito()));
        byte[] csv = text(schema).getBytes(UTF_8);

        FileVerdict verdict = CheckedPools.check(
                        ImportCheck.of(schema).within(new ImportCheck.Limits(9, csv.length - 1, csv.length)),
                        csv,
                        ExistingUsers.none())
                .file();

        assertThat(verdict.findings()).extracting(FileFinding::rule).containsExactly(FileRule.PERHAPS_TOO_LARGE);
        assertThat(verdict.effect()).isEqualTo(FileRule.Effect.UNDOCUMENTED);
    }

    /** The file comes from a generator, not from memory: of what is beyond the limits nothing is kept. */
    @Test
    void rowsBeyondTheLimitAreCountedOnly() throws IOException {
        PoolSchema schema = POOLS.schema(SandboxPools.emailPool(POOLS.cognito()));
        List<String> lines = lines(schema, 1);
        int people = 700_000;
        int[] judged = new int[1];

        FileVerdict verdict = ImportCheck.of(schema)
                .within(new ImportCheck.Limits(1_000, 200_000_000, 200_000_000))
                .check(
                        new Lines(lines.get(0), lines.get(1).replace("p0@", "p#@"), people),
                        ExistingUsers.none(),
                        row -> judged[0]++);

        assertThat(verdict.rows()).isEqualTo(people);
        assertThat(judged[0]).isEqualTo(1_000);
        assertThat(verdict.unjudged()).isEqualTo(people - 1_000);
        assertThat(verdict.findings())
                .containsExactly(new FileFinding(FileRule.TOO_MANY_USERS, String.valueOf(people)));
    }

    /** A line that never ends does not fill the memory. */
    @Test
    void aLineOfAnyLengthIsRead() throws IOException {
        PoolSchema schema = POOLS.schema(SandboxPools.emailPool(POOLS.cognito()));

        FileVerdict verdict = ImportCheck.of(schema)
                .check(new Lines(lines(schema, 0).get(0), "x".repeat(50_000_000), 1), ExistingUsers.none(), row -> {});

        assertThat(verdict.rules()).isEqualTo(Map.of(RowRule.ROW_TOO_LONG, 1));
    }

    @Test
    void whereFewAreImportedTheEndOfTheJobIsOpen() throws IOException, InterruptedException {
        UserPoolId pool = SandboxPools.emailPool(POOLS.cognito());
        List<String> lines = lines(POOLS.schema(pool), 10);
        IntStream.rangeClosed(1, 8)
                .forEach(i -> lines.set(i, lines.get(i).replace("TRUE", i % 2 == 0 ? "FALSE" : "WAHR")));
        byte[] csv = String.join("\n", lines).getBytes(UTF_8);

        FileVerdict verdict = POOLS.check(pool, csv).file();
        CheckedPools.Outcome outcome = POOLS.run(pool, csv);

        assertThat(verdict.findings()).containsExactly(new FileFinding(FileRule.FEW_IMPORTED, "2 of 10"));
        assertThat(outcome.job().importedUsers()).isEqualTo(verdict.imported());
        assertThat(outcome.job().status()).isEqualTo(UserImportJobStatusType.FAILED);
    }

    @Test
    void noMessageHoldsAValue() throws IOException {
        PoolSchema schema = POOLS.schema(SandboxPools.emailPool(POOLS.cognito()));
        for (RowCases.Case one : RowCases.all()) {
            Map<String, String> values = new HashMap<>(one.values());
            values.replaceAll((column, value) -> value + "-secret");
            String csv = String.join(",", schema.csvHeader()) + "\n"
                    + schema.csvHeader().stream()
                            .map(column -> values.getOrDefault(column, "secret"))
                            .collect(Collectors.joining(","));

            CheckedPools.Forecast forecast =
                    CheckedPools.check(ImportCheck.of(schema), csv.getBytes(UTF_8), Set.of()::contains);

            assertThat(forecast.rows().values())
                    .allSatisfy(row -> assertThat(row.findings())
                            .isNotEmpty()
                            .allSatisfy(finding -> assertThat(finding.text()).doesNotContain("secret")));
        }
    }

    /** A header, and one line again and again with its number in place of {@code #}. */
    private static final class Lines extends InputStream {
        private final String line;
        private final int people;
        private byte[] block;
        private int at;
        private int person;

        Lines(String header, String line, int people) {
            this.line = line + '\n';
            this.people = people;
            this.block = (header + '\n').getBytes(UTF_8);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("blocks only");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == block.length) {
                if (person == people) {
                    return -1;
                }
                block = line.replace("#", String.valueOf(person++)).getBytes(UTF_8);
                at = 0;
            }
            int read = Math.min(length, block.length - at);
            System.arraycopy(block, at, into, offset, read);
            at += read;
            return read;
        }
    }
}
