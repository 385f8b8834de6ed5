package io.github.cognitodr.userpool.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");
    private static final SnapshotId ID = new SnapshotId("20261122T063000Z");
    private static final String HASH = "0123456789abcdef".repeat(4);

    private static final Manifest MANIFEST = new Manifest(
            POOL,
            ID,
            Instant.parse("2026-11-22T06:31:07.5Z"),
            new SnapshotContents(
                    6,
                    3,
                    1,
                    Map.of(UnimportableReason.UNCONFIRMED, 1L, UnimportableReason.DISABLED, 2L),
                    List.of(
                            file(FileKind.USERS, 1, 1, 2),
                            file(FileKind.USERS, 2, 2, 1),
                            file(FileKind.NEW_USERS, 1, 1, 1),
                            file(FileKind.UNIMPORTABLE, 1, 1, 3),
                            file(FileKind.PROFILES, 1, 1, 6))),
            List.of("cognito:username", "email"));

    @Test
    void isReadAsItWasWritten() {
        Manifest read = Manifest.parse(MANIFEST.toJson());

        assertThat(read).isEqualTo(MANIFEST);
        assertThat(read.toJson()).isEqualTo(MANIFEST.toJson());
        assertThat(read.startedAt()).isEqualTo("2026-11-22T06:30:00Z");
    }

    @Test
    void tellsTheFilesOfAKindInTheirOrder() {
        assertThat(MANIFEST.contents().files(FileKind.USERS))
                .extracting(SnapshotFile::name)
                .containsExactly("users-0001.csv", "users-0002-run2.csv");
        assertThat(MANIFEST.contents().files(FileKind.NEW_USERS))
                .extracting(SnapshotFile::name)
                .containsExactly("new-users-0001.csv");
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() {
        assertThat(Manifest.parse(changed("{\"formatVersion\"", "{\"added\":[{}],\"formatVersion\"")))
                .isEqualTo(MANIFEST);
    }

    @Test
    void anotherFormatVersionIsRefusedByItsNumber() {
        assertThatThrownBy(() -> Manifest.parse(changed("\"formatVersion\":1", "\"formatVersion\":2")))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage("A manifest of format version 2; this version of cognito-dr reads 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formatVersion",
                "userPoolId",
                "snapshotId",
                "startedAt",
                "finishedAt",
                "users",
                "importable",
                "newUsers",
                "unimportable",
                "files",
                "key",
                "rows",
                "bytes",
                "sha256",
                "csvHeader"
            })
    void aMissingMemberIsNamed(String name) {
        assertThatThrownBy(() -> Manifest.parse(changed("\"" + name + "\":", "\"gone\":")))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining(" " + name + " ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "users":6                | "users":7         | 7 users, but 3 importable and 3 unimportable
            "users":6                | "users":-6        | users is missing or malformed
            "users":6                | "users":6.5       | users is missing or malformed
            "users":6                | "users":"6"       | users is missing or malformed
            "newUsers":1             | "newUsers":4      | 4 new users, but 3 importable
            "newUsers":1             | "newUsers":2      | new-users files have 1 rows, where its counts say 2
            "rows":6                 | "rows":5          | profiles files have 5 rows, where its counts say 6
            "UNCONFIRMED"            | "secret"          | unknown reason
            /profiles-0001           | /secret-0001      | unknown kind
            /profiles-0001           | /../profiles-0001 | outside of its folder
            063000Z/users-0001       | 063001Z/users-0001| outside of its folder
            "sha256":"01             | "sha256":"0G      | sha256 is missing or malformed
            "startedAt":"2026        | "startedAt":"2025 | startedAt
            "ap-northeast-3_AbC      | "secret_AbC       | userPoolId is missing or malformed
            "cognito:username",      | 7,                | csvHeader is missing or malformed
            """)
    void whatContradictsItselfIsRefused(String part, String other, String why) {
        assertThatThrownBy(() -> Manifest.parse(changed(part, other)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void aTruncatedOneIsRefused(int length) {
        byte[] start = new String(MANIFEST.toJson(), UTF_8).substring(0, length).getBytes(UTF_8);

        assertThatThrownBy(() -> Manifest.parse(start)).isInstanceOf(MalformedJsonException.class);
    }

    private static SnapshotFile file(FileKind kind, int number, int run, long rows) {
        return new SnapshotFile(SnapshotKeys.file(POOL, ID, kind, number, run), rows, 100, HASH);
    }

    private static byte[] changed(String part, String other) {
        String json = new String(MANIFEST.toJson(), UTF_8);
        assertThat(json).contains(part);
        return json.replaceFirst(Pattern.quote(part), other).getBytes(UTF_8);
    }
}
