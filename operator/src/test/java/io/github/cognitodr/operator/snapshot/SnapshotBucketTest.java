package io.github.cognitodr.operator.snapshot;

import static io.github.cognitodr.operator.snapshot.WrittenSnapshot.ID;
import static io.github.cognitodr.operator.snapshot.WrittenSnapshot.POOL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.ExitCode;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.FileKind;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies in the bucket is found, and believed only where it is what the manifest names. */
class SnapshotBucketTest {
    private final MemoryS3 s3 = new MemoryS3();
    private final SnapshotBucket bucket = new SnapshotBucket(s3, "backup", "ap-northeast-3");

    @TempDir
    private Path directory = Path.of("");

    @Test
    void sealedSnapshotsAreListedNewestFirstAndTheOthersCounted() {
        SnapshotId older = new SnapshotId("20261121T063000Z");
        WrittenSnapshot.of(3).put(s3::put, older);
        WrittenSnapshot.of(3).put(s3::put);
        s3.put(SnapshotKeys.file(POOL, new SnapshotId("20261122T070000Z"), FileKind.USERS, 1, 1), new byte[1]);
        s3.put(SnapshotKeys.checkpoint(POOL), new byte[1]);

        PoolSnapshots snapshots = bucket.snapshots(POOL);

        assertThat(snapshots.sealed()).containsExactly(ID, older);
        assertThat(snapshots.unsealed()).isEqualTo(1);
        assertThat(bucket.latest(POOL)).isEqualTo(ID);
    }

    @Test
    void anEmptyBucketSaysWhoShouldHaveFilledIt() {
        assertRefused(() -> bucket.latest(POOL), "no snapshot of the pool " + POOL, "TakeSnapshot", "doctor");
    }

    @Test
    void aBucketOfOtherPoolsNamesThem() {
        WrittenSnapshot.of(1).put(s3::put);

        assertRefused(
                () -> bucket.latest(new UserPoolId("ap-northeast-3_Another")),
                "There are snapshots of " + POOL,
                "--standby-pool");
    }

    @Test
    void aLatestSnapshotThatHasExpiredIsCalledThat() {
        WrittenSnapshot.of(1).put(s3::put);
        s3.remove(SnapshotKeys.manifest(POOL, ID));

        assertRefused(() -> bucket.manifest(POOL, bucket.latest(POOL)), "has expired", "doctor");
    }

    @Test
    void aSnapshotThatNeverWasPointsToThoseThatAre() {
        WrittenSnapshot.of(1).put(s3::put);

        assertRefused(
                () -> bucket.manifest(POOL, new SnapshotId("20201122T063000Z")),
                "never sealed, or has expired",
                "cognito-dr snapshots");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truncated | Not a JSON object",
                "version   | format version 2; this version of cognito-dr reads 1",
                "foreign   | is a foreign one, of 20261121T063000Z",
                "folder    | a file outside of its folder",
                "counts    | Counts that do not add up"
            })
    void aManifestThatCannotBeBelievedIsRefusedWithTheReason(String damage, String reason) {
        WrittenSnapshot.of(10).put(s3::put);
        String key = SnapshotKeys.manifest(POOL, ID);
        String json = new String(s3.get(key), UTF_8);
        if (damage.equals("foreign")) {
            WrittenSnapshot.of(10).put(s3::put, new SnapshotId("20261121T063000Z"));
            json = new String(s3.get(SnapshotKeys.manifest(POOL, new SnapshotId("20261121T063000Z"))), UTF_8);
        }
        String damaged = switch (damage) {
            case "truncated" -> json.substring(0, json.length() / 2);
            case "version" -> json.replace("\"formatVersion\":1", "\"formatVersion\":2");
            case "folder" -> json.replace("/users-0001", "/../users-0001");
            case "counts" -> json.replace("\"users\":10", "\"users\":11");
            default -> json;
        };
        s3.put(key, damaged.getBytes(UTF_8));

        assertRefused(() -> bucket.manifest(POOL, ID), reason, "cognito-dr snapshots");
    }

    @Test
    void aDamagedLatestJsonIsRefused() {
        s3.put(SnapshotKeys.latest(POOL), "{".getBytes(UTF_8));

        assertRefused(() -> bucket.latest(POOL), "latest.json", "name a snapshot by its id");
    }

    @Test
    void aFileIsDownloadedUnderItsNameOnceItIsWhole() throws IOException {
        SnapshotFile file = users(WrittenSnapshot.of(2_000).put(s3::put));
        AtomicLong progress = new AtomicLong();

        Path whole = bucket.download(file, directory, progress::addAndGet);

        assertThat(whole).hasBinaryContent(s3.get(file.key()));
        assertThat(progress).hasValue(file.bytes());
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void whatWasDownloadedBeforeIsNotDownloadedAgainUnlessItHasChanged() throws IOException {
        SnapshotFile file = users(WrittenSnapshot.of(100).put(s3::put));
        Path whole = bucket.download(file, directory, bytes -> {});

        bucket.download(file, directory, bytes -> {});
        assertThat(s3.calls()).isEqualTo(1);

        Files.write(whole, new byte[(int) file.bytes()]);
        bucket.download(file, directory, bytes -> {});
        assertThat(whole).hasBinaryContent(s3.get(file.key()));
    }

    @Test
    void aConnectionThatBreaksIsTakenUpWhereItBroke() throws IOException {
        SnapshotFile file = users(WrittenSnapshot.of(300).put(s3::put));
        s3.breakAfter(file.key(), (int) file.bytes() / 3);

        assertThat(bucket.download(file, directory, bytes -> {})).hasBinaryContent(s3.get(file.key()));
        assertThat(s3.calls()).isBetween(3, 4);
    }

    @Test
    void aConnectionThatBringsNothingIsGivenUp() {
        SnapshotFile file = users(WrittenSnapshot.of(3).put(s3::put));
        s3.breakAfter(file.key(), 0);

        assertThatThrownBy(() -> bucket.download(file, directory, bytes -> {}))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.AWS_REFUSED))
                .hasMessageContaining("broke off 5 times");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bit     | its SHA-256 is not the one in the manifest",
                "shorter | bytes, the manifest's has",
                "longer  | it has more than the manifest's",
                "missing | it is missing in the bucket"
            })
    void anotherFileThanTheManifestsIsRefused(String damage, String reason) {
        SnapshotFile file = users(WrittenSnapshot.of(100).put(s3::put));
        byte[] object = s3.get(file.key());
        switch (damage) {
            case "bit" -> {
                object[object.length / 2] ^= 1;
                s3.put(file.key(), object);
            }
            case "shorter" -> s3.put(file.key(), java.util.Arrays.copyOf(object, object.length - 1));
            case "longer" -> s3.put(file.key(), java.util.Arrays.copyOf(object, object.length + 1));
            default -> s3.remove(file.key());
        }

        assertRefused(() -> bucket.download(file, directory, bytes -> {}), reason, "the snapshot is refused");
        assertThat(directory).isEmptyDirectory();
    }

    private static SnapshotFile users(Manifest manifest) {
        return manifest.contents().files(FileKind.USERS).get(0);
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CommandException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE))
                .message()
                .contains(List.of(words))
                .doesNotContain("\n");
    }
}
