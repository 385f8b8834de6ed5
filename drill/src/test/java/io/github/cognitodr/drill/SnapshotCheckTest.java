package io.github.cognitodr.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotCheckTest {

    private static final String MANIFEST = """
            {
              "formatVersion": 1,
              "userPoolId": "ap-northeast-3_x",
              "snapshotId": "20261122T063000Z",
              "startedAt": "2026-11-22T06:30:00Z",
              "finishedAt": "2026-11-22T06:30:01Z",
              "users": 3,
              "importable": 2,
              "newUsers": 1,
              "unimportable": {"AMBIGUOUS_CHARACTERS": 1},
              "files": [
                {
                  "key": "snapshots/ap-northeast-3_x/20261122T063000Z/users-0001.csv",
                  "rows": 2,
                  "bytes": 8,
                  "sha256": "2c60c5e4edb4d0b9d1a2c6bee3fa4b8d4a6e0c1bc4d1bb0ae2c0f6d5ac1e0a5b"
                },
                {
                  "key": "snapshots/ap-northeast-3_x/20261122T063000Z/new-users-0001.csv",
                  "rows": 1,
                  "bytes": 4,
                  "sha256": "00"
                }
              ],
              "csvHeader": ["email"]
            }
            """;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void theManifestIsRead() {
        Manifest manifest = manifest();

        assertThat(manifest.users()).isEqualTo(3);
        assertThat(manifest.unimportableUsers()).isEqualTo(1);
        assertThat(manifest.files("users")).extracting(Manifest.File::name).containsExactly("users-0001.csv");
        assertThat(manifest.rows("new-users")).isEqualTo(1);
        assertThat(manifest.rows("profiles")).isZero();
        assertThat(manifest.csvHeader()).containsExactly("email");
    }

    @Test
    void whatDoesNotMatchIsNamed() throws IOException {
        Files.writeString(directory.resolve("users-0001.csv"), "email\na\nb\n");
        Files.writeString(directory.resolve("new-users-0001.csv"), "email\na\n");

        assertThat(SnapshotCheck.deviations(manifest(), directory))
                .contains("users-0001.csv bytes: expected 8, found 10", "new-users-0001.csv bytes: expected 4, found 8")
                .anyMatch(line -> line.startsWith("new-users-0001.csv SHA-256: expected 00, found "))
                .noneMatch(line -> line.contains("rows"));
    }

    @Test
    void rowsOfACompressedFileAreItsLines() throws IOException {
        Path file = directory.resolve("profiles-0001.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("{}\n{}\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(SnapshotCheck.rows(file)).isEqualTo(2);
    }

    private static Manifest manifest() {
        return Manifest.parse(MANIFEST.getBytes(StandardCharsets.UTF_8));
    }
}
