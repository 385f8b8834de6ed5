package io.github.cognitodr.operator;

/**
 * What keeps a command from going on, in one line for the person at the terminal: what is the matter, and what to do. It
 * quotes nobody's data.
 */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Something that the caller can put right: an option, a file, a name. */
    public static CommandException wrongUse(String message) {
        return new CommandException(ExitCode.WRONG_USE, message);
    }

    /** AWS said no, or nothing. */
    public static CommandException aws(String message) {
        return new CommandException(ExitCode.AWS_REFUSED, message);
    }

    /**
     * AWS said no, or nothing.
     *
     * @param cause shown with {@code --verbose} only
     */
    public static CommandException aws(String message, Throwable cause) {
        return new CommandException(ExitCode.AWS_REFUSED, message, cause);
    }

    /** What the process ends with, see {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
