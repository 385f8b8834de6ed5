package io.github.cognitodr.sandbox.lambda;

import static io.github.cognitodr.sandbox.lambda.Functions.answer;
import static io.github.cognitodr.sandbox.lambda.Functions.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitodr.sandbox.lambda.handlers.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {

    private static final JavaRuntime JAVA = JavaRuntime.current();

    private final LambdaHost host = new LambdaHost("ap-northeast-1", Map::of);

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void byItselfAFunctionRunsOnThisJavaAsLambdaSetsIt() throws IOException {
        LambdaFunction function = host.create(probe(), JAVA.withOptions("-showversion", "-Xlog:gc"));

        function.invoke(event("count"));

        assertThat(JAVA.version()).isEqualTo(Runtime.version());
        assertThat(function.logs())
                .anyMatch(line -> line.contains("version \"" + Runtime.version().feature()))
                .anyMatch(line -> line.endsWith("Using Serial"));
    }

    /** (Developer guide, Customize Java runtime startup) */
    @Test
    void theVariableJavaToolOptionsWinsAgainstWhatLambdaSets() throws IOException {
        FunctionDefinition probe = probe();
        LambdaFunction function = host.create(
                new FunctionDefinition(
                        "with-options",
                        probe.jar(),
                        probe.handler(),
                        Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=3  -XX:+PrintCommandLineFlags"),
                        probe.timeout(),
                        probe.memoryMegabytes(),
                        1),
                JAVA);

        function.invoke(event("count"));

        assertThat(function.logs()).anyMatch(line -> line.contains("-XX:TieredStopAtLevel=3"));
    }

    @Test
    void aFunctionMayHaveTheJvmsOwnDefaults() throws IOException {
        JavaRuntime plain = JAVA.withoutOptions().withOptions("-XX:+PrintCommandLineFlags");
        LambdaFunction function = host.create(probe(), plain);

        function.invoke(event("count"));

        assertThat(function.logs())
                .anyMatch(line -> line.contains("-XX:MaxHeapSize"))
                .noneMatch(line -> line.contains("TieredStopAtLevel"));
    }

    @Test
    void aFunctionIsToldOfSnapStartAndAsksWhenItIsRestored() throws IOException {
        LambdaFunction function = host.create(probe(), JAVA.withSnapStart()).warmUp();

        assertThat(answer(function.invoke(event("count"))).path("invocations").asInt())
                .isEqualTo(1);
        assertThat(answer(function.invoke(event("environment"))).toString()).contains("snap-start");
    }

    @Test
    void theJavaIsAskedForAtEachStartAndAnArchiveOfClassesServesCodeOnTheClassPath() throws IOException {
        Path archive = directory.resolve("probe.jsa");
        JavaRuntime onClassPath = JAVA.withCodeOnClassPath();
        AtomicReference<JavaRuntime> java =
                new AtomicReference<>(onClassPath.withOptions("-XX:ArchiveClassesAtExit=" + archive));
        LambdaFunction function = host.create(probe(), java::get);
        function.invoke(event("count"));

        function.endGently();

        assertThat(archive).isNotEmptyFile();
        java.set(onClassPath.withOptions("-XX:SharedArchiveFile=" + archive, "-Xshare:on", "-Xlog:class+load"));
        assertThat(answer(function.invoke(event("count"))).path("invocations").asInt())
                .isEqualTo(1);
        assertThat(function.coldStarts()).isEqualTo(2);
        assertThat(function.logs())
                .anyMatch(line ->
                        line.contains(Probe.class.getName() + " ") && line.endsWith("shared objects file (top)"));
    }

    @Test
    void thePeakOfMemoryIsThatOfTheLiveProcess() throws IOException {
        LambdaFunction function = host.create(probe());
        assertThat(function.peakMemoryBytes()).isZero();

        function.invoke(event("count"));

        assertThat(function.peakMemoryBytes()).isBetween(10L << 20, 1L << 30);
        function.kill();
        assertThat(function.peakMemoryBytes()).isZero();
    }

    @Test
    void theProcessorTimeIsThatOfTheLiveProcess() throws IOException {
        LambdaFunction function = host.create(probe());
        assertThat(function.processorTime()).isZero();

        function.invoke(event("count"));

        assertThat(function.processorTime()).isBetween(Duration.ofMillis(50), Duration.ofMinutes(1));
        function.kill();
        assertThat(function.processorTime()).isZero();
    }

    @Test
    void theVersionOfAnotherJavaIsReadFromItsReleaseFile() throws IOException {
        Path home = directory.resolve("jdk");
        Path command = Files.createDirectories(home.resolve("bin")).resolve("java");
        assertThat(Files.createFile(command).toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"25.0.3\"\n");

        assertThat(JavaRuntime.of(home).version().feature()).isEqualTo(25);
    }

    @Test
    void aHomeWithoutAJavaIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JavaRuntime.of(directory))
                .withMessageContaining("there is no Java at");
    }

    private FunctionDefinition probe() throws IOException {
        Path jar = directory.resolve("probe.jar");
        String entry = Probe.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry(entry));
            out.write(Files.readAllBytes(Functions.testClasses().resolve(entry)));
        }
        return new FunctionDefinition(
                "probe", jar, Probe.class.getName() + "::handleRequest", Map.of(), Duration.ofSeconds(30), 256, 1);
    }
}
