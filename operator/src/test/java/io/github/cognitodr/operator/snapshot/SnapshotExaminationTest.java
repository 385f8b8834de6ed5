package io.github.cognitodr.operator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.csv.AttributeSchema;
import io.github.cognitodr.userpool.csv.MfaSetting;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import io.github.cognitodr.userpool.csv.UsernameCase;
import io.github.cognitodr.userpool.snapshot.FileKind;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A snapshot is called whole where it is, and the file that is not is named with the reason. */
class SnapshotExaminationTest {
    private final MemoryS3 s3 = new MemoryS3();
    private final SnapshotBucket bucket = new SnapshotBucket(s3, "backup", "ap-northeast-3");

    @Test
    void whatTheBackupWritesIsWhole() throws IOException {
        Manifest manifest = WrittenSnapshot.of(1_234).put(s3::put);
        AtomicLong progress = new AtomicLong();

        SnapshotExamination examination = new SnapshotExamination(bucket, manifest, Optional.empty());

        assertThat(examination.files(progress::addAndGet))
                .hasSize(4)
                .allSatisfy(report -> assertThat(report.problems()).isEmpty())
                .allSatisfy(report -> assertThat(report.remarks()).isEmpty());
        assertThat(examination.contradictions()).isEmpty();
        assertThat(progress)
                .hasValue(manifest.contents().files().stream()
                        .mapToLong(SnapshotFile::bytes)
                        .sum());
    }

    @Test
    void aPoolWithoutUsersIsWholeToo() throws IOException {
        assertThat(problems(WrittenSnapshot.of(0).put(s3::put))).isEmpty();
    }

    @Test
    void connectionsThatBreakAreNoDamage() throws IOException {
        Manifest manifest = WrittenSnapshot.of(500).put(s3::put);
        manifest.contents().files().forEach(file -> s3.breakAfter(file.key(), 1 + (int) file.bytes() / 2));

        assertThat(problems(manifest)).isEmpty();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("it has 17 rows, the manifest's has 18", FileKind.USERS, text -> cutLast(text)),
                damage("its first line is not the manifest's csvHeader", FileKind.USERS, text -> {
                    String[] lines = text.split("\n", 2);
                    return "email,cognito:username," + lines[0].split(",", 3)[2] + "\n" + lines[1];
                }),
                damage(
                        "the first line does not name exactly the pool's columns",
                        FileKind.NEW_USERS,
                        text -> text.replaceFirst("email,", "mail,")),
                damage(
                        "1 rows would fail in every import, the first in line 2",
                        FileKind.NEW_USERS,
                        text -> text.replaceFirst("TRUE", "YES")),
                damage(
                        "1 rows have the name of an earlier one, the first in line 3",
                        FileKind.USERS,
                        text -> text.replaceFirst("person1@example.com,", "person0@example.com,")),
                damage(
                        "1 lines cannot be read (line 2: A user record without the attribute sub)",
                        FileKind.PROFILES,
                        text -> text.replaceFirst("\"sub\",\"Value\":\"sub-1\"", "\"submarine\",\"Value\":\"\"")),
                damage(
                        "2 lines cannot be read (line 1: An unknown reason",
                        FileKind.UNIMPORTABLE,
                        text -> text.replace("\"DISABLED\"", "\"BORED\"")),
                damage("it has 19 rows, the manifest's has 20", FileKind.PROFILES, text -> cutLast(text)));
    }

    private static Arguments damage(String problem, FileKind kind, java.util.function.UnaryOperator<String> edit) {
        return Arguments.of(problem, kind, edit);
    }

    private static String cutLast(String text) {
        return text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aFileThatDoesNotHoldIsNamedThoughItsHashDoes(
            String problem, FileKind kind, java.util.function.UnaryOperator<String> edit) throws IOException {
        Manifest manifest = WrittenSnapshot.of(20).with(kind, edit).put(s3::put);

        assertThat(problems(manifest))
                .anySatisfy(
                        found -> assertThat(found).startsWith(kind.stem() + "-").contains(problem));
    }

    @Test
    void anotherFileIsToldByItsHashAlone() throws IOException {
        Manifest manifest = WrittenSnapshot.of(20).put(s3::put);
        SnapshotFile profiles = manifest.contents().files(FileKind.PROFILES).get(0);
        byte[] object = s3.get(profiles.key());
        object[object.length / 2] ^= 0x40;
        s3.put(profiles.key(), object);

        assertThat(problems(manifest))
                .containsExactly("profiles-0001.jsonl.gz: its SHA-256 is not the one in the manifest");
    }

    @Test
    void aFileThatIsNoGzipIsCalledThat() throws IOException {
        Manifest written = WrittenSnapshot.of(20).put(s3::put);
        SnapshotFile profiles = written.contents().files(FileKind.PROFILES).get(0);
        byte[] text = "{}\n".repeat(20).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        s3.put(profiles.key(), text);
        List<SnapshotFile> files = new ArrayList<>(written.contents().files());
        files.replaceAll(file -> file.equals(profiles)
                ? new SnapshotFile(file.key(), 20, text.length, WrittenSnapshot.sha256(text))
                : file);
        Manifest manifest = new Manifest(
                written.userPoolId(),
                written.snapshotId(),
                written.finishedAt(),
                new io.github.cognitodr.userpool.snapshot.SnapshotContents(
                        20,
                        18,
                        written.contents().newUsers(),
                        written.contents().unimportable(),
                        files),
                written.csvHeader());

        assertThat(problems(manifest)).contains("profiles-0001.jsonl.gz: it cannot be unpacked");
    }

    @Test
    void reasonsThatAreNotThoseOfTheManifestAreAContradiction() throws IOException {
        Manifest manifest = WrittenSnapshot.of(20)
                .withReasons(UnimportableReason.UNCONFIRMED)
                .put(s3::put);
        SnapshotExamination examination = new SnapshotExamination(bucket, manifest, Optional.empty());

        assertThat(examination.files(bytes -> {})).allMatch(FileReport::isWhole);
        assertThat(examination.contradictions()).singleElement().asString().contains("reasons");
    }

    @Test
    void aPoolThatHasChangedSinceRefusesRowsThatWereRight() throws IOException {
        Manifest manifest = WrittenSnapshot.of(20).put(s3::put);
        PoolSchema withoutMfa = new PoolSchema(
                manifest.csvHeader(),
                Map.of(
                        "email", AttributeSchema.text(),
                        "email_verified", AttributeSchema.text(),
                        "name", AttributeSchema.text(),
                        "custom:origin_sub", AttributeSchema.text()),
                Set.of("email"),
                MfaSetting.OFF,
                Set.of("email"),
                Set.of(),
                UsernameCase.INSENSITIVE);

        List<FileReport> reports =
                new SnapshotExamination(bucket, manifest, Optional.of(withoutMfa)).files(bytes -> {});

        assertThat(reports.get(0).problems())
                .containsExactly("18 rows would fail in the pool's import, the first in line 2");
    }

    private List<String> problems(Manifest manifest) throws IOException {
        List<String> problems = new ArrayList<>();
        for (FileReport report : new SnapshotExamination(bucket, manifest, Optional.empty()).files(bytes -> {})) {
            report.problems().forEach(problem -> problems.add(report.file().name() + ": " + problem));
        }
        return problems;
    }
}
