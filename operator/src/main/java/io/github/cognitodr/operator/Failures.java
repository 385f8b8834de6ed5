package io.github.cognitodr.operator;

import io.github.cognitodr.userpool.MalformedJsonException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What is said of a failure: one line with what to do; with {@code --verbose} the stack trace, too. */
final class Failures {
    private Failures() {}

    static int report(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        OperatorCommand known = command.getCommand() instanceof OperatorCommand operator ? operator : null;
        CommandException said = said(failure, known == null ? null : known.workDirectory());
        err.println(said.getMessage());
        if (known != null && known.isVerbose()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return said.exitCode();
    }

    /** @param workDirectory where the command keeps its work, if it keeps any */
    static CommandException said(Exception failure, @Nullable Path workDirectory) {
        if (failure instanceof CommandException known) {
            return known;
        }
        if (failure instanceof UncheckedIOException unchecked) {
            return said(Objects.requireNonNull(unchecked.getCause()), workDirectory);
        }
        if (failure instanceof FileSystemException files) {
            return CommandException.wrongUse(ofFile(files, workDirectory));
        }
        if (failure instanceof IOException) {
            return CommandException.aws(failure.getMessage() + ".");
        }
        if (failure instanceof MalformedJsonException) {
            // its message quotes nobody
            return CommandException.wrongUse("What an earlier run has kept, or AWS has answered, cannot be read ("
                    + failure.getMessage() + "): run the same command again with --fresh, or name another --work-dir.");
        }
        // its message may quote a user's record
        return CommandException.aws("An unexpected error, " + failure.getClass().getSimpleName()
                + ". What was done stays done; run the same command again, with --verbose to see where it came from.");
    }

    private static String ofFile(FileSystemException failure, @Nullable Path workDirectory) {
        String file = String.valueOf(failure.getFile());
        if (workDirectory != null && isOfWork(file, workDirectory)) {
            return "The work directory " + workDirectory + " cannot be made, read or written (" + reason(failure)
                    + "): name another with --work-dir.";
        }
        return "The file " + file + " cannot be read or written (" + reason(failure) + ").";
    }

    /** In the work directory, or on the way to it. */
    private static boolean isOfWork(String file, Path workDirectory) {
        if (file.isBlank()) {
            return false;
        }
        Path failed = Path.of(file).toAbsolutePath().normalize();
        Path work = workDirectory.toAbsolutePath().normalize();
        return failed.startsWith(work) || work.startsWith(failed);
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file of this name is in the way";
        }
        return failure.getReason() == null ? "the file system refuses it" : failure.getReason();
    }
}
