package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.userpool.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A hundred thousand users come home, in the memory that bin/cognito-dr gives. */
class RestoreManyIT {
    private static final Logger LOG = System.getLogger(RestoreManyIT.class.getName());
    private static final int USERS = 100_000;
    private static final String BUCKET = "backup";

    @Test
    void whoeverIsKilledAsSoonAsAStepBeginsGoesOn() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().without(SandboxOptions.Service.SQS))) {
            sandbox.s3Client().createBucket(request -> request.bucket(BUCKET));
            TwoPools pools = TwoPools.in(sandbox);
            sandbox.cognito(TwoPools.OSAKA).populate(pools.standby().value(), 0, 20_000);
            TestSnapshot.take(sandbox.s3Client(), BUCKET, pools.osaka(), pools.standby(), 9_000);
            String[] restore = {
                "restore", "--yes", "--json", "--rebuild-primary", "--no-mark", "--rows-per-file", "7000"
            };
            for (String step : List.of(
                    "Downloading snapshot",
                    "Reading snapshot",
                    "Listing primary",
                    "Planning",
                    "Importing",
                    "uploading file 1",
                    "looking at what file 1",
                    "uploading file 2",
                    "looking at what file 2",
                    "looking at what file 3")) {
                try (CommandLineProcess process = CommandLineProcess.start(environment(pools), restore)) {
                    process.awaitError(text -> text.contains(step));
                    process.kill();
                }
            }

            CommandLineProcess.Ended ended = CommandLineProcess.run(environment(pools), restore);

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8))
                            .number("imported"))
                    .as(ended.out())
                    .isEqualTo(20_000);
            assertThat(pools
                            .tokyo()
                            .listUserImportJobs(request ->
                                    request.userPoolId(pools.primary().value()).maxResults(60))
                            .userImportJobs()
                            .stream()
                            .filter(job -> job.startDate() != null))
                    .hasSize(3);
        }
    }

    @Test
    void aHundredThousandUsersAreRestored() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().without(SandboxOptions.Service.SQS))) {
            sandbox.s3Client().createBucket(request -> request.bucket(BUCKET));
            TwoPools pools = TwoPools.in(sandbox);
            sandbox.cognito(TwoPools.OSAKA).populate(pools.standby().value(), 0, USERS);
            TestSnapshot.take(sandbox.s3Client(), BUCKET, pools.osaka(), pools.standby(), 30_000);
            long start = System.nanoTime();
            CommandLineProcess.Ended ended;
            try (CommandLineProcess process = CommandLineProcess.start(
                    environment(pools),
                    List.of("-Xmx192m"),
                    "restore",
                    "--yes",
                    "--json",
                    "--rebuild-primary",
                    "--no-mark",
                    "--rows-per-file",
                    "40000")) {
                ended = process.await(Duration.ofMinutes(4));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            JsonObject result = JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8));
            assertThat(result.number("imported")).isEqualTo(USERS);
            assertThat(pools.tokyo()
                            .listUserImportJobs(request ->
                                    request.userPoolId(pools.primary().value()).maxResults(60))
                            .userImportJobs())
                    .hasSize(3);
            LOG.log(Level.INFO, "{0} users restored in {1} s with -Xmx192m", USERS, took.toSeconds());
        }
    }

    private static Map<String, String> environment(TwoPools pools) {
        Map<String, String> environment = new HashMap<>(pools.environment());
        environment.put("COGNITO_DR_BUCKET", BUCKET);
        environment.put("COGNITO_DR_PRIMARY_IMPORT_ROLE", "arn:aws:iam::123456789012:role/import");
        return environment;
    }
}
