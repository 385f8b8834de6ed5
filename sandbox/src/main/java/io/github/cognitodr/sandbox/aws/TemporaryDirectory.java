package io.github.cognitodr.sandbox.aws;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that is removed with everything in it when it is closed, or at the latest when the process ends. */
public final class TemporaryDirectory implements AutoCloseable {

    private final Path path;
    private final Thread shutdownHook = new Thread(this::delete, "remove-temporary-directory");

    private TemporaryDirectory(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(shutdownHook);
    }

    /** Creates one under {@code java.io.tmpdir}. */
    public static TemporaryDirectory create(String prefix) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The process is going down, and the hook is at work already.
        }
        delete();
    }

    /** Removes what it can: a server on its way down may still hold or add a file. */
    private void delete() {
        try (Stream<Path> found = Files.walk(path)) {
            found.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException e) {
            // The system clears its temporary directory one day.
        }
    }
}
