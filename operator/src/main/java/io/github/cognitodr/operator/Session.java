package io.github.cognitodr.operator;

import io.github.cognitodr.operator.deployment.Deployment;
import io.github.cognitodr.operator.terminal.Output;
import java.nio.file.Path;

/**
 * One run of a command.
 *
 * @param workDirectory where unfinished work is kept; may not be there yet
 */
record Session(Output output, Deployment deployment, Path workDirectory) implements AutoCloseable {
    @Override
    public void close() {
        deployment.close();
    }
}
