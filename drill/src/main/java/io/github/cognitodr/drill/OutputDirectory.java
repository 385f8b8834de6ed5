package io.github.cognitodr.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Where the drill leaves its files. */
final class OutputDirectory {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private OutputDirectory() {}

    /**
     * Creates it, with its parents.
     *
     * @param asked what the person asked for; null for {@code drill-out/<time>}
     * @return its absolute path
     * @throws InvalidInputException if nothing can be written there
     */
    static Path prepare(@Nullable Path asked, LocalDateTime now) {
        Path directory = (asked == null ? Path.of("drill-out", NAME.format(now)) : asked)
                .toAbsolutePath()
                .normalize();
        try {
            Files.createDirectories(directory);
            // Asking for permission is no proof: a full or read-only file system refuses as well.
            Files.delete(Files.createTempFile(directory, ".drill", ""));
        } catch (IOException e) {
            throw new InvalidInputException("--out: cannot write to " + directory + " (" + reason(e) + ")", e);
        }
        return directory;
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        return name.isEmpty() ? "input/output error" : name;
    }

    /** The person asked for something impossible. */
    static final class InvalidInputException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        InvalidInputException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
