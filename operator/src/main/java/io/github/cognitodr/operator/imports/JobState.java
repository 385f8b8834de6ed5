package io.github.cognitodr.operator.imports;

import java.util.Optional;

/**
 * How far a file has come. A job is of no consequence before somebody asks Cognito to start it, and its id is written
 * down before that: so whoever takes up the work asks that job first, and starts no other one while it may run.
 *
 * @param attempt of making a job and uploading the file, 0 before the first
 * @param uploadedJob the job that the file was uploaded for; it may have been started
 * @param result once the job has ended
 */
public record JobState(int attempt, Optional<String> uploadedJob, Optional<JobResult> result) {
    /** Nothing was done yet. */
    public static final JobState NEW = new JobState(0, Optional.empty(), Optional.empty());

    JobState nextAttempt() {
        return new JobState(attempt + 1, Optional.empty(), Optional.empty());
    }

    JobState uploaded(String jobId) {
        return new JobState(attempt, Optional.of(jobId), Optional.empty());
    }

    /** The job was never started, and never will be. */
    JobState withoutJob() {
        return new JobState(attempt, Optional.empty(), Optional.empty());
    }

    JobState ended(JobResult end) {
        return new JobState(attempt, uploadedJob, Optional.of(end));
    }
}
