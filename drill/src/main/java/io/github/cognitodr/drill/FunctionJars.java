package io.github.cognitodr.drill;

import java.nio.file.Files;
import java.nio.file.Path;

/** The deployable jars, exactly those that the stacks deploy. */
record FunctionJars(Path replicate, Path backup) {

    /**
     * Finds them where the build leaves them.
     *
     * @param home the project's directory
     * @throws DrillException if one is missing, saying how to build it
     */
    static FunctionJars in(Path home) {
        return new FunctionJars(built(home, "replicate-lambda"), built(home, "backup-lambda"));
    }

    private static Path built(Path home, String module) {
        Path jar = home.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new DrillException(
                    jar + " is missing; build it with: mvn -DskipTests package -pl " + module + " -am");
        }
        return jar;
    }
}
