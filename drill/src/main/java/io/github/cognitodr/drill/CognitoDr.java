package io.github.cognitodr.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operator's command line, each run a process of its own, as a person starts it. What it says is kept in a file. */
final class CognitoDr {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path jar;
    private final Supplier<Map<String, String>> environment;
    private final Path directory;
    private int runs;

    /**
     * Ready to be started.
     *
     * @param environment by which it finds the services; asked at each run, since some of them start late
     * @param directory where its log and its work go
     */
    CognitoDr(Path jar, Supplier<Map<String, String>> environment, Path directory) {
        this.jar = jar;
        this.environment = environment;
        this.directory = directory;
    }

    /**
     * Runs a command to its end.
     *
     * @throws DrillException if it said nothing that a script could read
     */
    CommandLineRun run(String... arguments) throws IOException, InterruptedException {
        Path log = directory.resolve(String.format("cognito-dr-%d-%s.log", ++runs, arguments[0]));
        Path out = Files.createTempFile(directory, "cognito-dr", ".json");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString()));
        command.addAll(List.of(arguments));
        command.add("--json");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(log.toFile()).redirectOutput(out.toFile());
        builder.environment().putAll(environment.get());
        builder.environment()
                .put("COGNITO_DR_WORK_DIR", directory.resolve("work").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new DrillException("cognito-dr " + arguments[0] + " did not end within " + LIMIT.toSeconds() + " s");
        }
        String said = Files.readString(log, StandardCharsets.UTF_8);
        try {
            JsonNode document = JSON.readTree(Files.readAllBytes(out));
            return new CommandLineRun(List.of(arguments), process.exitValue(), document, said);
        } catch (JacksonException nothing) {
            throw new DrillException("cognito-dr " + String.join(" ", arguments) + " ended with " + process.exitValue()
                    + ": " + said.strip());
        } finally {
            Files.delete(out);
        }
    }
}
