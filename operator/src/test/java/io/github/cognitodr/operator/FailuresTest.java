package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of what went wrong, and with which exit code. */
class FailuresTest {
    private static final Path WORK = Path.of("/srv/of/mine");

    static Stream<Arguments> failures() {
        String work = "The work directory /srv/of/mine cannot be made, read or written (";
        String other = "): name another with --work-dir.";
        return Stream.of(
                Arguments.of(new NoSuchFileException("/srv/of/mine"), 2, work + "it is not there" + other),
                Arguments.of(new AccessDeniedException("/srv/of"), 2, work + "permission denied" + other),
                Arguments.of(
                        new FileAlreadyExistsException("/srv/of/mine"),
                        2,
                        work + "a file of this name is in the way" + other),
                Arguments.of(
                        new FileSystemException("/srv/of/mine/a", null, "Not a directory"),
                        2,
                        work + "Not a directory" + other),
                Arguments.of(
                        new UncheckedIOException(new AccessDeniedException("/srv/of/mine/a")),
                        2,
                        work + "permission denied" + other),
                Arguments.of(
                        new NoSuchFileException("/users.csv"),
                        2,
                        "The file /users.csv cannot be read or written (it is not there)."),
                Arguments.of(
                        new AccessDeniedException("/users.csv"),
                        2,
                        "The file /users.csv cannot be read or written (permission denied)."),
                Arguments.of(
                        new FileSystemException("/users.csv", null, null),
                        2,
                        "The file /users.csv cannot be read or written (the file system refuses it)."),
                Arguments.of(new IOException("No space left on device"), 3, "No space left on device."),
                Arguments.of(
                        new MalformedJsonException("A JSON object without lanes"),
                        2,
                        "What an earlier run has kept, or AWS has answered, cannot be read (A JSON object without"
                                + " lanes): run the same command again with --fresh, or name another --work-dir."),
                Arguments.of(
                        new IllegalStateException("alice@example.com"),
                        3,
                        "An unexpected error, IllegalStateException. What was done stays done; run the same command"
                                + " again, with --verbose to see where it came from."));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachHasALineAndAnExitCode(Exception failure, int exitCode, String line) {
        CommandException said = Failures.said(failure, WORK);

        assertThat(said).hasMessage(line);
        assertThat(said.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void whatIsSaidAlreadyIsSaidAsItIs() {
        CommandException known = CommandException.aws("No permission");

        assertThat(Failures.said(known, WORK)).isSameAs(known);
    }
}
