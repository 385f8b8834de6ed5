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

    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyPromiseIsKept() throws IOException {
        int exit = DrillCommand.run(
                new PrintWriter(output, true), "--users", "3", "--out", directory.toString(), "--home", HOME);

        assertThat(exit).as(output::toString).isZero();
        assertThat(output.toString())
                .contains(
                        "✓ 3 signed up",
                        "✓ all 3 exist in Osaka",
                        "✓ users 4 = importable 4 + unimportable 0 = profiles 4",
                        "✓ import of new-users-0001.csv into Tokyo: 1 imported, 0 skipped, 0 failed (Succeeded)",
                        "✓ import of users-0001.csv, the whole pool: 0 imported, 4 skipped, 0 failed")
                .containsPattern("All \\d+ promises kept in \\d+\\.\\d s\\.")
                .doesNotContain("✗", "@");
        assertThat(output.toString().replace(directory.toString(), "DIR").lines())
                .allMatch(line -> line.length() <= 100);
        assertThat(Files.readAllLines(directory.resolve("new-users-0001.csv"))).hasSize(2);
        assertThat(directory.resolve("manifest.json")).isRegularFile();
    }

    @Test
    void aServedSandboxIsReachedByWhatItPrints() throws Exception {
        Thread drill =
                new Thread(() -> DrillCommand.run(new PrintWriter(output, true), "--serve", "--home", HOME), "drill");
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
