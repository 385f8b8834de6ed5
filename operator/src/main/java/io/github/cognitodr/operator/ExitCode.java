package io.github.cognitodr.operator;

/** How a command ends: what scripts go by. */
public final class ExitCode {
    /** All of it was done, or there was nothing to do. */
    public static final int DONE = 0;

    /** Done, but for users who are listed: they failed, or, where pools are compared, they differ. */
    public static final int SOME_USERS = 1;

    /** Wrong use: an option, a file or a name that cannot be right. */
    public static final int WRONG_USE = 2;

    /** AWS refused, or did not answer. */
    public static final int AWS_REFUSED = 3;

    /** The doctor found something critical. */
    public static final int CRITICAL = 4;

    private ExitCode() {}
}
