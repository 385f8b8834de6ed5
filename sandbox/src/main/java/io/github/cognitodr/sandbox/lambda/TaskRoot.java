package io.github.cognitodr.sandbox.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory that a function starts in, /var/task on AWS: the runtime client loads classes from it and the jars from
 * its {@code lib}. (Developer guide, Deploy Java Lambda functions with .zip or JAR file archives)
 */
final class TaskRoot {

    private static final Path JAR = Path.of("lib", "function.jar");

    private TaskRoot() {}

    /** A directory of classes is one already; a jar is put into the {@code lib} of a new one. */
    static Path of(FunctionDefinition definition, Path directory) {
        if (Files.isDirectory(definition.jar())) {
            return definition.jar();
        }
        Path root = directory.resolve(definition.name());
        try {
            Files.createDirectories(root.resolve(JAR).getParent());
            // A copy, not a link: a build that runs meanwhile must not change a function under its feet.
            Files.copy(definition.jar(), root.resolve(JAR));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return root;
    }

    /** Where the classes of a task root stand, for a class path. */
    static Path code(Path root) {
        Path jar = root.resolve(JAR);
        return Files.exists(jar) ? jar : root;
    }
}
