package io.github.cognitodr.sandbox.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Which Java runs a function's execution environments, and how:
 *
 * <pre>{@code
 * host.create(definition, JavaRuntime.of(Path.of("/opt/jdk-25")).withOptions("-Xlog:startuptime"));
 * }</pre>
 *
 * @param home the directory of the JDK or JRE
 * @param options for the JVM, beside the size of the heap and what the runtime client needs
 * @param onClassPath whether the function's code stands on the class path. On Lambda it does not, and is loaded by the
 *     runtime client from the task root; but archives of class data serve only the loaders that are built into the JVM
 * @param snapStart whether the function is told that its initialisation is snapshotted. It is not: each environment
 *     initialises by itself, which {@link LambdaFunction#warmUp} lets happen before anybody waits
 */
public record JavaRuntime(Path home, List<String> options, boolean onClassPath, boolean snapStart) {

    /**
     * What Lambda sets by itself, without SnapStart: "Java functions stop at C1 by default" and the serial collector.
     * (Developer guide, Customize Java runtime startup)
     */
    public static final List<String> LAMBDA_OPTIONS =
            List.of("-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Path CURRENT_HOME =
            Path.of(System.getProperty("java.home")).toAbsolutePath().normalize();

    /**
     * Checks that there is a Java.
     *
     * @throws IllegalArgumentException if the home has no {@code bin/java}
     */
    public JavaRuntime {
        home = home.toAbsolutePath().normalize();
        options = List.copyOf(options);
        if (!Files.isExecutable(home.resolve("bin").resolve("java"))) {
            throw new IllegalArgumentException("there is no Java at " + home);
        }
    }

    /** The Java that this process runs on, with what Lambda sets. */
    public static JavaRuntime current() {
        return of(CURRENT_HOME);
    }

    /**
     * Another Java, with what Lambda sets.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static JavaRuntime of(Path home) {
        return new JavaRuntime(home, LAMBDA_OPTIONS, false, false);
    }

    /** With the JVM's own defaults in the place of all options. */
    public JavaRuntime withoutOptions() {
        return new JavaRuntime(home, List.of(), onClassPath, snapStart);
    }

    /**
     * As with SnapStart, whose functions are told so, and on java25 are left the JVM's own defaults. (Developer guide,
     * Customize Java runtime startup)
     */
    public JavaRuntime withSnapStart() {
        return new JavaRuntime(home, List.of(), onClassPath, true);
    }

    /** With further options, after those that it has. */
    public JavaRuntime withOptions(String... more) {
        return new JavaRuntime(
                home, Stream.concat(options.stream(), Stream.of(more)).toList(), onClassPath, snapStart);
    }

    /** With the function's code on the class path. */
    public JavaRuntime withCodeOnClassPath() {
        return new JavaRuntime(home, options, true, snapStart);
    }

    /**
     * Its version, by the file {@code release} that every Java has since 9.
     *
     * @throws UncheckedIOException if that cannot be read
     * @throws IllegalStateException if it names no version
     */
    public Runtime.Version version() {
        if (home.equals(CURRENT_HOME)) {
            return Runtime.version();
        }
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        try {
            return Runtime.Version.parse(version);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("no version in " + home.resolve("release") + ": " + version, e);
        }
    }
}
