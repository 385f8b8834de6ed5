package io.github.cognitodr.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The deployable jars of the functions.
 *
 * @param replicate of the functions in the primary Region
 * @param backup of the functions in the standby Region
 */
public record FunctionJars(Path replicate, Path backup) {

    /**
     * Checks that both are there, since the CDK's own message would name neither the build nor the remedy.
     *
     * @throws IllegalArgumentException when a jar is missing; the message says what to run
     */
    public FunctionJars {
        for (Path jar : new Path[] {replicate, backup}) {
            if (!Files.isRegularFile(jar)) {
                throw new IllegalArgumentException(
                        "The function's jar " + jar
                                + " is missing. Build it first: mvn -DskipTests package -pl replicate-lambda,backup-lambda -am");
            }
        }
    }

    /**
     * The jars where the build leaves them.
     *
     * @param root the directory that holds {@code cdk.json}
     * @return both jars
     * @throws IllegalArgumentException when a jar is missing; the message says what to run
     */
    public static FunctionJars builtIn(Path root) {
        return new FunctionJars(
                root.resolve("replicate-lambda/target/replicate-lambda.jar"),
                root.resolve("backup-lambda/target/backup-lambda.jar"));
    }
}
