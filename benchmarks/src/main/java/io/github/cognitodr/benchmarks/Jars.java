package io.github.cognitodr.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is measured.
 *
 * @param deployed exactly the jar that the stacks deploy
 * @param onDefaultClients the same function on the HTTP clients that the SDK brings by itself
 */
record Jars(Path deployed, Path onDefaultClients) {

    /**
     * Finds them where the build leaves them.
     *
     * @param home the project's directory
     * @throws BenchmarkException if one is missing, saying how to build it
     */
    static Jars in(Path home) {
        return new Jars(built(home, "replicate-lambda"), built(home, "benchmarks/default-http-clients"));
    }

    private static Path built(Path home, String module) {
        Path directory = home.resolve(module);
        Path jar = directory.resolve("target").resolve(directory.getFileName() + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new BenchmarkException(
                    jar + " is missing; build it with: mvn -DskipTests package -pl " + module + " -am");
        }
        return jar;
    }
}
