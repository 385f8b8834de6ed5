package io.github.cognitodr.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is measured, where the build leaves it.
 *
 * @param home the project's directory
 */
record Jars(Path home) {

    /** The replication, exactly the jar that the stacks deploy. */
    Path replicate() {
        return built("replicate-lambda");
    }

    /** The same trigger on the HTTP clients that the SDK brings by itself. */
    Path onDefaultClients() {
        return built("benchmarks/default-http-clients");
    }

    /** The snapshots, exactly the jar that the stacks deploy. */
    Path backup() {
        return built("backup-lambda");
    }

    /** A pool saved the way most samples do it. */
    Path onePageAtATime() {
        return built("benchmarks/one-page-at-a-time");
    }

    /** @throws BenchmarkException if the jar is missing, saying how to build it */
    private Path built(String module) {
        Path directory = home.resolve(module);
        Path jar = directory.resolve("target").resolve(directory.getFileName() + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new BenchmarkException(
                    jar + " is missing; build it with: mvn -DskipTests package -pl " + module + " -am");
        }
        return jar;
    }
}
