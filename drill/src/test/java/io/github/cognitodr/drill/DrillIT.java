package io.github.cognitodr.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill as a person starts it, with the deployable jars of this build. */
class DrillIT {

    /** The tests run in the module's directory. */
    private static final String HOME = "..";

    private final StringWriter output = new StringWriter();
    private final PrintWriter writer = new PrintWriter(output, true);

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyPromiseIsKept() throws IOException {
        int exit = DrillCommand.run(writer, writer, "--users", "3", "--out", directory.toString(), "--home", HOME);

        assertThat(exit).as(output::toString).isZero();
        assertThat(output.toString())
                .contains(
                        "✓ 3 signed up",
                        "✓ all 3 exist in Osaka",
                        "✓ cognito-dr sync --yes: 3 created, 0 failed",
                        "✓ users 7 = importable 7 + unimportable 0 = profiles 7",
                        "✓ cognito-dr restore --yes: 1 imported, 0 created, 6 already there, 0 failed",
                        "✓ cognito-dr compare: all 7 alike",
                        "nothing critical")
                .containsPattern("All \\d+ promises kept in \\d+\\.\\d s\\.")
                .doesNotContain("✗", "@");
        assertThat(output.toString().replace(directory.toString(), "DIR").lines())
                .allMatch(line -> line.length() <= 100);
        assertThat(Files.readAllLines(directory.resolve("new-users-0001.csv"))).hasSize(2);
        assertThat(directory.resolve("manifest.json")).isRegularFile();
    }

    @Test
    void aServedSandboxIsReachedByWhatItPrints() throws Exception {
        Thread drill = new Thread(() -> DrillCommand.run(writer, writer, "--serve", "--home", HOME), "drill");
        drill.start();
        try {
            Matcher outbox = await("curl -s (http://\\S+/_sandbox/outbox)");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(outbox.group(1))).build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("{\"messages\":[]}");
            assertThat(await("list-users --user-pool-id (\\S+)").group(1)).startsWith("ap-northeast-3_");
        } finally {
            drill.interrupt();
            drill.join(Duration.ofSeconds(30).toMillis());
        }
    }

    private Matcher await(String pattern) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (System.nanoTime() < end) {
            Matcher found = Pattern.compile(pattern).matcher(output.toString());
            if (found.find()) {
                return found;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(output.toString());
    }
}
