package io.github.cognitodr.operator;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What is said of a failure: one line with what to do; with {@code --verbose} the stack trace, too. */
final class Failures {
    private Failures() {}

    static int report(Exception thrown, CommandLine command) {
        Exception failure = cause(thrown);
        PrintWriter err = command.getErr();
        boolean verbose = command.getCommand() instanceof OperatorCommand known && known.isVerbose();
        err.println(message(failure));
        if (verbose) {
            thrown.printStackTrace(err);
        }
        err.flush();
        if (failure instanceof FileSystemException) {
            return ExitCode.WRONG_USE; // a path that was named
        }
        return failure instanceof CommandException known ? known.exitCode() : ExitCode.AWS_REFUSED;
    }

    /** What a callback could not throw as it was. */
    private static Exception cause(Exception thrown) {
        @Nullable Throwable cause = thrown.getCause();
        return thrown instanceof UncheckedIOException && cause instanceof IOException files ? files : thrown;
    }

    private static String message(Exception failure) {
        if (failure instanceof CommandException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof NoSuchFileException missing) {
            return "There is no file " + missing.getFile() + ".";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "Not allowed by the file system: " + denied.getFile() + ".";
        }
        if (failure instanceof FileSystemException files) {
            return "The file system: " + files.getMessage() + ".";
        }
        if (failure instanceof IOException) {
            return failure.getMessage() + ".";
        }
        // its message may quote a user's record
        return "An unexpected error, " + failure.getClass().getSimpleName()
                + ". What was done stays done; run the same command again, with --verbose to see where it came from.";
    }
}
