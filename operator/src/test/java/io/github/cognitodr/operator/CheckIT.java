package io.github.cognitodr.operator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.csv.ImportTarget;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;

/** The packaged command foretells what the import job then does. */
class CheckIT {
    private static final Sandbox SANDBOX = TwoPools.sandbox();
    private static final TwoPools POOLS = TwoPools.in(SANDBOX);
    private static final List<String> HEADER = POOLS.tokyo()
            .getCSVHeader(request -> request.userPoolId(POOLS.primary().value()))
            .csvHeader();

    @TempDir
    private Path directory = Path.of("");

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private enum Fate {
        ALL_IMPORTED,
        NOBODY_IMPORTED,

        /** Nobody can say; whatever the sandbox does is right. */
        UNKNOWN
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                Arguments.of("as it was", Fate.ALL_IMPORTED, "The job would run and import all 3 users."),
                Arguments.of("windows line ends", Fate.ALL_IMPORTED, "The job would run and import all 3 users."),
                Arguments.of("reversed columns", Fate.ALL_IMPORTED, "The job would run and import all 3 users."),
                Arguments.of("byte order mark", Fate.NOBODY_IMPORTED, "The job would fail and import nobody."),
                Arguments.of("semicolons", Fate.NOBODY_IMPORTED, "The job would fail and import nobody."),
                Arguments.of("missing column", Fate.NOBODY_IMPORTED, "The job would fail and import nobody."),
                Arguments.of("quotes", Fate.UNKNOWN, "What the job does cannot be told"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void whatASpreadsheetDoesToAFileIsForetoldAsItComesTrue(String edit, Fate fate, String sentence)
            throws IOException, InterruptedException {
        TwoPools pools = TwoPools.in(SANDBOX);
        Path csv = file(edited(edit));

        CommandLineProcess.Ended ended = pools.run("check", csv.toString(), "--existing");

        assertThat(ended.out()).contains(sentence).doesNotContain("@example.com");
        assertThat(ended.lines()).allMatch(line -> line.length() <= 80 || line.contains(csv.toString()));
        assertThat(ended.exitCode()).isEqualTo(fate == Fate.ALL_IMPORTED ? ExitCode.DONE : ExitCode.SOME_USERS);
        UserImportJobType job = new ImportTarget(pools.tokyo(), pools.primary()).importFile(Files.readAllBytes(csv));
        if (fate == Fate.ALL_IMPORTED) {
            assertThat(job.status()).isEqualTo(UserImportJobStatusType.SUCCEEDED);
            assertThat(job.importedUsers()).isEqualTo(3);
        } else if (fate == Fate.NOBODY_IMPORTED) {
            assertThat(job.status()).isEqualTo(UserImportJobStatusType.FAILED);
            assertThat(TwoPools.byEmail(pools.tokyo(), pools.primary())).isEmpty();
        }
    }

    private static byte[] edited(String edit) {
        List<String> header = new ArrayList<>(HEADER);
        if (edit.equals("reversed columns")) {
            Collections.reverse(header);
        }
        if (edit.equals("missing column")) {
            header.remove("name");
        }
        String separator = edit.equals("semicolons") ? ";" : ",";
        StringBuilder csv = new StringBuilder(String.join(separator, header)).append('\n');
        for (int person = 0; person < 3; person++) {
            Map<String, String> row = row(person);
            csv.append(String.join(
                            separator,
                            header.stream()
                                    .map(column -> row.getOrDefault(column, ""))
                                    .toList()))
                    .append('\n');
        }
        String text = csv.toString();
        return switch (edit) {
            case "byte order mark" -> ("\uFEFF" + text).getBytes(UTF_8);
            case "windows line ends" -> text.replace("\n", "\r\n").getBytes(UTF_8);
            case "quotes" ->
                ("\"" + text.strip().replace(",", "\",\"").replace("\n", "\"\n\"") + "\"\n").getBytes(UTF_8);
            default -> text.getBytes(UTF_8);
        };
    }

    private static Map<String, String> row(int person) {
        Map<String, String> row = new HashMap<>();
        row.put("cognito:username", "person" + person + "@example.com");
        row.put("email", "person" + person + "@example.com");
        row.put("email_verified", "TRUE");
        row.put("name", "山田 花子");
        row.put("cognito:mfa_enabled", "TRUE");
        return row;
    }

    @Test
    void whoExistsIsForetoldToBeSkippedWhereThePoolIsLooked() throws IOException, InterruptedException {
        TwoPools pools = TwoPools.in(SANDBOX);
        pools.inTokyo("Person1@Example.com");
        Path csv = file(edited("as it was"));

        CommandLineProcess.Ended unlooked = pools.run("check", csv.toString());
        CommandLineProcess.Ended looked = pools.run("check", csv.toString(), "--existing", "--json");

        assertThat(unlooked.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(unlooked.out()).contains("Nobody has looked who is in the pool");
        assertThat(looked.exitCode()).isEqualTo(ExitCode.SOME_USERS);
        JsonObject document = JsonObject.parse(looked.out().getBytes(UTF_8));
        assertThat(document.number("imported")).isEqualTo(2);
        assertThat(document.number("skipped")).isEqualTo(1);
        assertThat(document.objects("lines"))
                .singleElement()
                .satisfies(line -> assertThat(line.number("line")).isEqualTo(3));
        UserImportJobType job = new ImportTarget(pools.tokyo(), pools.primary()).importFile(Files.readAllBytes(csv));
        assertThat(job.importedUsers()).isEqualTo(2);
        assertThat(job.skippedUsers()).isEqualTo(1);
    }

    @Test
    void rowsAreNamedByLineAndRuleAndAllOfThemInAFile() throws IOException {
        String text = new String(edited("as it was"), UTF_8).replaceFirst("TRUE", "WAHR");
        Path csv = file(text.getBytes(UTF_8));
        Path out = directory.resolve("rows.jsonl");

        CommandLineProcess.Ended ended =
                POOLS.run("check", csv.toString(), "--into", "standby", "--limit", "0", "--out", out.toString());

        assertThat(ended.exitCode()).isEqualTo(ExitCode.SOME_USERS);
        assertThat(ended.out())
                .contains("... and 1 more, all of them in")
                .contains("1 row:  A flag is TRUE or FALSE.")
                .contains("The job would run and import 2 of 3 users: 1 would fail.")
                .doesNotContain("WAHR");
        assertThat(Files.readAllLines(out)).singleElement().asString().contains("\"line\":2", "NOT_TRUE_OR_FALSE");
    }

    @Test
    void aSchemaThatWasKeptNeedsNeitherPoolNorCredentials() throws IOException {
        Path csv = file(edited("as it was"));
        Path schema = directory.resolve("pool.json");

        CommandLineProcess.Ended saved = POOLS.run("check", "--save-schema", schema.toString());
        CommandLineProcess.Ended checked =
                CommandLineProcess.run(Map.of(), "check", csv.toString(), "--schema", schema.toString());

        assertThat(saved.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(checked.out()).contains("The job would run and import all 3 users.");
        assertThat(checked.exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void whatIsNoCsvIsOneLineWithWhatToDo() throws IOException {
        assertOneLine("There is no file", directory.resolve("nothing.csv"));
        assertOneLine("is a directory", directory);
        assertOneLine("is empty", file(new byte[0]));
        String text = new String(edited("as it was"), UTF_8);
        assertOneLine("UTF-16", file(("\uFEFF" + text).getBytes(UTF_16LE)));
        assertOneLine("UTF-16", file(text.getBytes(UTF_16LE)));
        assertOneLine(
                "is not in UTF-8 (line 2), perhaps in Shift_JIS", file(text.getBytes(Charset.forName("Shift_JIS"))));
        assertOneLine(
                "is not in UTF-8 (line 2): an import",
                file(text.replace("山田 花子", "Zoë").getBytes(ISO_8859_1)));
        assertOneLine("a spreadsheet or an archive", file(new byte[] {'P', 'K', 3, 4, 0, 0}));
        assertOneLine("is compressed", file(new byte[] {0x1F, (byte) 0x8B, 8, 0}));
    }

    @Test
    void wrongUseIsOneLineWithWhatToDo() throws IOException {
        String csv = file(edited("as it was")).toString();
        assertOneLine("Name the file to be checked", "check");
        assertOneLine("--schema asks no pool", "check", csv, "--schema", csv, "--existing");
        assertOneLine("is no schema of a pool", "check", csv, "--schema", csv);
        assertOneLine("it is not there", "check", csv, "--schema", csv + ".json");
        assertOneLine("--pool must be a user pool id", "check", csv, "--pool", "tokyo");
    }

    private void assertOneLine(String words, Path file) {
        assertOneLine(words, "check", file.toString());
    }

    private static void assertOneLine(String words, String... arguments) {
        CommandLineProcess.Ended ended = POOLS.run(arguments);

        assertThat(ended.err().lines()).as(ended.err()).hasSize(1);
        assertThat(ended.err()).contains(words).doesNotContain("@example.com");
        assertThat(ended.out()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.WRONG_USE);
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(directory, "users", ".csv"), content);
    }
}
