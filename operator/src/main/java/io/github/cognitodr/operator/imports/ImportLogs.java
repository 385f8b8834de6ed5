package io.github.cognitodr.operator.imports;

/** Where the logs of import jobs are. */
@FunctionalInterface
public interface ImportLogs {

    /**
     * Reads a job's log as far as it goes.
     *
     * @throws UnreadableLogException if it cannot be read
     */
    ImportLog read(String jobId, String jobName) throws UnreadableLogException;

    /** The log cannot be read, which is a pity and no more: what became of each user can be asked of the pool. */
    final class UnreadableLogException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnreadableLogException(String message) {
            super(message);
        }
    }
}
