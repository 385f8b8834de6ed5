package io.github.cognitodr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What the benchmark accepts as a pool saved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SavedPoolTest {
    private static final String BUCKET = "some-bucket";
    private static final String POOL = "ap-northeast-3_Aaaaaaaaa";
    private static final String FOLDER = "snapshots/" + POOL + "/20261122T063000Z/";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().without(SandboxOptions.Service.SQS));
    private final S3Client s3 = sandbox.s3Client();
    private final SavedPool saved = new SavedPool(s3, BUCKET, POOL);

    @BeforeAll
    void makeBucket() {
        s3.createBucket(create -> create.bucket(BUCKET));
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    @BeforeEach
    void empty() {
        saved.remove();
    }

    @Test
    void aWholeSnapshotPasses() throws IOException {
        snapshot(20, 20, 20, 2);

        assertThatCode(() -> saved.checkSnapshot(20)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "21, 21, 21, 2, users of the manifest: expected 20",
        "20, 19, 20, 2, 'users-0001.csv: expected 20, found 19'",
        "20, 20, 21, 2, 'profiles-0001.jsonl.gz: expected 20, found 21'",
        "20, 20, 20, 1, 'new-users-0001.csv: expected 2, found 1'",
    })
    void whatDeviatesIsNamed(int inManifest, int users, int profiles, int newUsers, String deviation)
            throws IOException {
        snapshot(inManifest, users, profiles, newUsers);

        assertThatThrownBy(() -> saved.checkSnapshot(20))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining(deviation);
    }

    @Test
    void oneFileIsCounted() {
        put("snapshots/" + POOL + "/users.csv", rows(6));

        assertThatCode(() -> saved.checkFile(5)).doesNotThrowAnyException();
        assertThatThrownBy(() -> saved.checkFile(6))
                .isInstanceOf(BenchmarkException.class)
                .hasMessage("rows of users.csv: expected 6, found 5");
    }

    @Test
    void nothingIsLeftForTheNext() throws IOException {
        snapshot(20, 20, 20, 2);

        saved.remove();

        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).isEmpty();
    }

    private void snapshot(int inManifest, int users, int profiles, int newUsers) throws IOException {
        put("snapshots/" + POOL + "/latest.json", bytes("{\"snapshotId\":\"20261122T063000Z\"}"));
        put(FOLDER + "users-0001.csv", rows(users + 1));
        put(FOLDER + "new-users-0001.csv", rows(newUsers + 1));
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(rows(profiles));
        }
        put(FOLDER + "profiles-0001.jsonl.gz", compressed.toByteArray());
        String file = "{\"key\":\"" + FOLDER + "%s\",\"rows\":%d}";
        put(
                FOLDER + "manifest.json",
                bytes("{\"users\":" + inManifest + ",\"importable\":" + inManifest + ",\"newUsers\":2,\"files\":["
                        + file.formatted("users-0001.csv", 20) + ","
                        + file.formatted("new-users-0001.csv", 2) + ","
                        + file.formatted("profiles-0001.jsonl.gz", 20) + "]}"));
    }

    private void put(String key, byte[] content) {
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    private static byte[] rows(int count) {
        return bytes(IntStream.range(0, count).mapToObj(row -> row + "\n").collect(Collectors.joining()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
