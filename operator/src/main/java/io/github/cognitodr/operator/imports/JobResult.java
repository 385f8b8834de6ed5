package io.github.cognitodr.operator.imports;

import java.time.Instant;

/**
 * What Cognito said of a job that has ended. The status is not to be gone by: a job whose rows are mostly skipped ends
 * Failed, whatever it has imported. (Facts, Import job)
 *
 * @param status as Cognito wrote it
 * @param message what Cognito says of the end; empty if nothing
 * @param startedAt by Cognito's clock: who was created before was there already
 */
public record JobResult(
        String jobId,
        String jobName,
        String status,
        String message,
        Instant startedAt,
        long imported,
        long skipped,
        long failed) {

    /** Rows that the job has looked at. */
    public long processed() {
        return imported + skipped + failed;
    }
}
