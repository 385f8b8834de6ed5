package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A listing may lack whoever came this moment: then the job skips rows, which is not to fail; whichever way it counts the
 * lines of its log.
 */
class RestoreStaleListingIT {
    private static final String BUCKET = "backup";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverTheListingLacksIsThereAllTheSame(boolean headerIsLineOne) {
        try (Sandbox sandbox = sandbox(headerIsLineOne, Duration.ofSeconds(25))) {
            TwoPools pools = TwoPools.in(sandbox);
            for (int i = 0; i < 10; i++) {
                String sub = pools.inOsaka("person" + i + "@example.com");
                if (i == 2 || i == 3 || i == 9) {
                    pools.inTokyo("person" + i + "@example.com", Attributes.ORIGIN_SUB, sub);
                }
                if (i == 5) {
                    pools.inTokyo("person" + i + "@example.com");
                }
            }
            String disabled = pools.inOsaka("disabled@example.com");
            pools.inTokyo("disabled@example.com", Attributes.ORIGIN_SUB, disabled);
            pools.disable(pools.osaka(), pools.standby(), disabled);
            TestSnapshot.take(sandbox.s3Client(), BUCKET, pools.osaka(), pools.standby());

            CommandLineProcess.Ended ended = CommandLineProcess.run(environment(pools), "restore", "--yes", "--json");

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.SOME_USERS);
            JsonObject result = JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8));
            assertThat(result.number("users")).isEqualTo(11);
            assertThat(result.number("imported")).isEqualTo(6);
            assertThat(result.number("alreadyThere")).isEqualTo(4);
            assertThat(result.number("inConflict")).isEqualTo(1);
            assertThat(result.number("failed")).isZero();
            assertThat(result.number("marked")).isEqualTo(10);
            assertThat(pools.copyOf("person5@example.com").attributes())
                    .noneMatch(attribute -> attribute.name().equals(Attributes.ORIGIN_SUB));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyInDoubtAreListedInThePlaceOfBeingLookedUp(boolean logged) {
        try (Sandbox sandbox = sandbox(true, Duration.ofSeconds(6))) {
            TwoPools pools = TwoPools.in(sandbox);
            sandbox.cognito(TwoPools.OSAKA).populate(pools.standby().value(), 0, 5_500);
            TestSnapshot.take(sandbox.s3Client(), BUCKET, pools.osaka(), pools.standby());
            pools.inTokyo("person7@example.com");
            sandbox.cognito(TwoPools.TOKYO).faults().set("GetLogEvents", logged ? Fault.none() : Fault.deny());

            CommandLineProcess.Ended ended = CommandLineProcess.run(
                    environment(pools), "restore", "--yes", "--json", "--rebuild-primary", "--no-mark");

            JsonObject result = JsonObject.parse(ended.out().getBytes(StandardCharsets.UTF_8));
            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.SOME_USERS);
            assertThat(result.number("imported")).isEqualTo(5_499);
            assertThat(result.number("inConflict")).isEqualTo(1);
        }
    }

    private static Sandbox sandbox(boolean headerIsLineOne, Duration lag) {
        Sandbox sandbox = Sandbox.start(SandboxOptions.defaults()
                .without(SandboxOptions.Service.SQS)
                .cognito(region -> region.region().equals(TwoPools.TOKYO)
                        ? region.headerIsLineOne(headerIsLineOne).listingLag(lag)
                        : region));
        sandbox.s3Client().createBucket(request -> request.bucket(BUCKET));
        return sandbox;
    }

    private static Map<String, String> environment(TwoPools pools) {
        Map<String, String> environment = new HashMap<>(pools.environment());
        environment.put("COGNITO_DR_BUCKET", BUCKET);
        environment.put("COGNITO_DR_PRIMARY_IMPORT_ROLE", "arn:aws:iam::123456789012:role/import");
        return environment;
    }
}
