package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The packaged command, on snapshots that the deployable jar has taken. */
class SnapshotsIT {
    private static final String OSAKA = "ap-northeast-3";
    private static final String BUCKET = "snapshots-of-osaka";
    private static final int USERS = 1_000;
    private static final int DISABLED = 3;
    private static final String SOMEBODY = "person7@example.com";

    private static final Sandbox SANDBOX =
            Sandbox.start(SandboxOptions.defaults().regions(OSAKA).without(SandboxOptions.Service.SQS));
    private static final S3Client S3 = SANDBOX.s3Client();
    private static final UserPoolId POOL = SandboxPools.emailPool(SANDBOX.cognitoClient(OSAKA));

    @BeforeAll
    static void takeTwo() throws InterruptedException {
        CognitoIdentityProviderClient cognito = SANDBOX.cognitoClient(OSAKA);
        S3.createBucket(request -> request.bucket(BUCKET));
        SANDBOX.cloudFormation(OSAKA)
                .put("CognitoDrStandby", Map.of("UserPoolId", POOL.value(), "BackupBucketName", BUCKET));
        TakenSnapshots snapshots = new TakenSnapshots(SANDBOX, POOL, BUCKET);
        SANDBOX.cognito(OSAKA).populate(POOL.value(), 0, USERS - 10);
        snapshots.take();
        SANDBOX.cognito(OSAKA).populate(POOL.value(), USERS - 10, 10);
        for (int i = 0; i < DISABLED; i++) {
            String email = "person" + i + "@example.com";
            cognito.adminDisableUser(user -> user.userPoolId(POOL.value()).username(email));
        }
        snapshots.take();
    }

    @AfterEach
    void mend() {
        SANDBOX.s3().faults().clear();
        SANDBOX.regionUp(OSAKA);
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void theSealedSnapshotsAreListedOnATerminalsWidth() {
        CommandLineProcess.Ended ended = run("snapshots");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ended.lines()).allMatch(line -> line.length() <= 80);
        assertThat(ended.lines().get(2)).containsSubsequence("snapshot", "age", "users", "import", "new", "left");
        assertThat(ended.lines().get(3)).startsWith(latest()).containsSubsequence("1,000", "997", "3");
        assertThat(ended.lines().get(4)).containsSubsequence("990", "990", "0");
        assertThat(ended.lines()).last().isEqualTo("Latest: " + latest() + ".");
    }

    @Test
    void scriptsGetOneDocumentWithTheReasons() {
        CommandLineProcess.Ended ended = run("snapshots", "--json", "--limit", "1");

        assertThat(ended.lines()).hasSize(1);
        JsonObject document = JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8));
        assertThat(document.number("sealed")).isEqualTo(2);
        assertThat(document.objects("snapshots")).singleElement().satisfies(snapshot -> {
            assertThat(snapshot.text("snapshotId")).isEqualTo(latest());
            assertThat(snapshot.object("unimportable").number("DISABLED")).isEqualTo(DISABLED);
        });
    }

    @Test
    void whatTheBackupWroteIsWhole() {
        for (List<String> arguments : List.of(
                List.of("snapshot", "verify"),
                List.of("snapshot", "verify", latest(), "--against-pool"),
                List.of("snapshot", "verify", "--pool", POOL.value(), "--bucket", BUCKET))) {
            CommandLineProcess.Ended ended = run(arguments.toArray(String[]::new));

            assertThat(ended.out()).contains("Whole: 1,000 users = 997 importable + 3 not importable");
            assertThat(ended.lines()).allMatch(line -> line.length() <= 80);
            assertThat(ended.exitCode()).isEqualTo(ExitCode.DONE);
        }
    }

    @Test
    void aFileThatHasChangedIsNamedAndTheExitCodeTellsIt() {
        String key = keyOf("/users-0001.csv");
        byte[] whole =
                S3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
        byte[] changed = whole.clone();
        changed[changed.length / 2] ^= 1;
        put(key, changed);
        try {
            CommandLineProcess.Ended ended = run("snapshot", "verify");

            assertThat(ended.exitCode()).isEqualTo(ExitCode.SOME_USERS);
            assertThat(ended.out())
                    .contains("NOT WHOLE: users-0001.csv: its SHA-256 is not the one in the manifest.")
                    .contains("NOT whole, 1 of 4 files: do not restore from it.")
                    .doesNotContain(SOMEBODY);
            JsonObject document =
                    JsonObject.parse(run("snapshot", "verify", "--json").out().getBytes(StandardCharsets.UTF_8));
            assertThat(document.truth("whole")).isFalse();
            assertThat(document.objects("files").get(0).texts("problems")).hasSize(1);
        } finally {
            put(key, whole);
        }
    }

    @Test
    void badDaysAreOneLineWithWhatToDo() {
        assertOneLine(ExitCode.WRONG_USE, "no snapshot of the pool", "snapshots", "--pool", "ap-northeast-3_Nobody");
        assertOneLine(ExitCode.WRONG_USE, "Not the id of a snapshot", "snapshot", "verify", "yesterday");
        assertOneLine(ExitCode.WRONG_USE, "never sealed, or has expired", "snapshot", "verify", "20201122T063000Z");
        assertOneLine(ExitCode.WRONG_USE, "--pool must be a user pool id", "snapshots", "--pool", "osaka");
        assertOneLine(ExitCode.WRONG_USE, "--limit must be 1 or more", "snapshots", "--limit", "0");
        assertOneLine(ExitCode.AWS_REFUSED, "There is no bucket nowhere", "snapshots", "--bucket", "nowhere");
        SANDBOX.s3().faults().set("GetObject", Fault.deny());
        assertOneLine(ExitCode.AWS_REFUSED, "No permission: s3:GetObject on " + BUCKET, "snapshot", "verify");
        SANDBOX.s3().faults().set("ListObjectsV2", Fault.deny());
        assertOneLine(ExitCode.AWS_REFUSED, "No permission: s3:ListBucket on " + BUCKET, "snapshots");
        SANDBOX.s3().faults().clear();
        SANDBOX.regionDown(OSAKA, BUCKET);
        assertOneLine(
                ExitCode.AWS_REFUSED,
                "S3 of " + OSAKA + " does not answer",
                "snapshots",
                "--patience",
                "2",
                "--bucket",
                BUCKET,
                "--pool",
                POOL.value());
    }

    @Test
    void aReaderThatGoesAwayIsNoFailure() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder shell = new ProcessBuilder(
                "sh", "-c", "'" + java + "' -jar target/cognito-dr.jar snapshot verify 2>&1 | head -n 1");
        shell.environment().putAll(environment());
        Process process = shell.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(out.lines()).hasSize(1);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
    }

    private static void assertOneLine(int exitCode, String words, String... arguments) {
        CommandLineProcess.Ended ended = run(arguments);

        assertThat(ended.err().lines()).as(ended.err()).hasSize(1);
        assertThat(ended.err()).contains(words);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }

    private static CommandLineProcess.Ended run(String... arguments) {
        return CommandLineProcess.run(environment(), arguments);
    }

    private static Map<String, String> environment() {
        return new HashMap<>(SANDBOX.environment());
    }

    private static String latest() {
        return JsonObject.parse(
                        S3.getObjectAsBytes(request -> request.bucket(BUCKET).key("snapshots/" + POOL + "/latest.json"))
                                .asByteArray())
                .text("snapshotId");
    }

    private static String keyOf(String name) {
        return S3
                .listObjectsV2Paginator(
                        request -> request.bucket(BUCKET).prefix("snapshots/" + POOL + "/" + latest() + "/"))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> key.endsWith(name))
                .findFirst()
                .orElseThrow();
    }

    private static void put(String key, byte[] object) {
        S3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(object));
    }
}
