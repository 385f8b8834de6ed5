package io.github.cognitodr.operator.terminal;

/** How far some work has come. Thread-safe. */
public interface Progress extends AutoCloseable {

    /** So much more is done. */
    void step(long done);

    /** A word on what is going on this moment, such as {@code waiting for the job of somebody else}. */
    void says(String what);

    /** The work has ended, done or not. */
    @Override
    void close();
}
