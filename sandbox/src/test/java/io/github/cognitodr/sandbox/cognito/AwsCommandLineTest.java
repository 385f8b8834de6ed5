package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The unmodified AWS command line against the sandbox; skipped where {@code aws} is not on the PATH. */
class AwsCommandLineTest {

    @Test
    void poolIsMadeFilledAndListed() throws IOException, InterruptedException {
        assumeThat(onPath("aws"))
                .as("the AWS command line is not on the PATH: nothing to try here")
                .isTrue();
        try (TestRegion sandbox = new TestRegion()) {
            String poolId = aws(
                            sandbox,
                            "create-user-pool",
                            "--pool-name",
                            "people",
                            "--username-attributes",
                            "email",
                            "--auto-verified-attributes",
                            "email")
                    .get("UserPool")
                    .get("Id")
                    .stringValue();
            aws(
                    sandbox,
                    "admin-create-user",
                    "--user-pool-id",
                    poolId,
                    "--username",
                    "one@example.com",
                    "--message-action",
                    "SUPPRESS");

            JsonNode users = aws(sandbox, "list-users", "--user-pool-id", poolId, "--filter", "email ^= \"one\"")
                    .get("Users");

            assertThat(users.size()).isEqualTo(1);
            assertThat(users.get(0).get("UserStatus").stringValue()).isEqualTo("FORCE_CHANGE_PASSWORD");
            assertThat(aws(sandbox, "get-csv-header", "--user-pool-id", poolId)
                            .get("CSVHeader")
                            .get(0)
                            .stringValue())
                    .isEqualTo("name");
        }
    }

    private static boolean onPath(String command) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    private static JsonNode aws(TestRegion sandbox, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws", "cognito-idp"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "--endpoint-url", sandbox.region.endpoint().toString(),
                "--region", sandbox.region.region(),
                "--output", "json"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID", "test",
                        "AWS_SECRET_ACCESS_KEY", "test",
                        "AWS_PAGER", "",
                        "NO_PROXY", "127.0.0.1"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return Json.MAPPER.readTree(output);
    }
}
