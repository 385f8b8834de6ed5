package io.github.cognitodr.drill;

import java.nio.file.Files;
import java.nio.file.Path;

/** The jars, exactly those that the stacks deploy and the operator runs. */
record Jars(Path replicate, Path backup, Path operator) {

    /**
     * Finds them where the build leaves them.
     *
     * @param home the project's directory
     * @throws DrillException if one is missing, saying how to build it
     */
    static Jars in(Path home) {
        return new Jars(
                built(home, "replicate-lambda", "replicate-lambda.jar"),
                built(home, "backup-lambda", "backup-lambda.jar"),
                built(home, "operator", "cognito-dr.jar"));
    }

    private static Path built(Path home, String module, String name) {
        Path jar = home.resolve(module).resolve("target").resolve(name);
        if (!Files.isRegularFile(jar)) {
            throw new DrillException(
                    jar + " is missing; build it with: mvn -DskipTests package -pl " + module + " -am");
        }
        return jar;
    }
}
