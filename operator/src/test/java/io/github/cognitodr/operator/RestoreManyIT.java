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
    void aHundredThousandUsersAreRestored() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().without(SandboxOptions.Service.SQS))) {
            sandbox.s3Client().createBucket(request -> request.bucket(BUCKET));
            TwoPools pools = TwoPools.in(sandbox);
            sandbox.cognito(TwoPools.OSAKA).populate(pools.standby().value(), 0, USERS);
            TestSnapshot.take(sandbox.s3Client(), BUCKET, pools.osaka(), pools.standby(), 30_000);
            Map<String, String> environment = new HashMap<>(pools.environment());
            environment.put("COGNITO_DR_BUCKET", BUCKET);
            environment.put("COGNITO_DR_PRIMARY_IMPORT_ROLE", "arn:aws:iam::123456789012:role/import");

            long start = System.nanoTime();
            CommandLineProcess.Ended ended;
            try (CommandLineProcess process = CommandLineProcess.start(
                    environment,
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
}
