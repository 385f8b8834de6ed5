package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.SignInAttribute;
import java.time.Duration;

/**
 * Settings of both functions of this jar.
 *
 * @param snapshotQueueUrl SNAPSHOT_QUEUE_URL, a FIFO queue in the functions' own Region
 * @param bucket BACKUP_BUCKET
 * @param listUsersPerSecond LIST_USERS_RPS, 1 to 10,000 (20): pages a second; Cognito's quota for all callers is 30, and what is
 *     more is for rehearsals
 * @param window SNAPSHOT_WINDOW_SECONDS (300) and SNAPSHOT_SETTLE_SECONDS (60)
 * @param signIn USERNAME_ATTRIBUTE: email (default), phone_number or username
 */
record BackupConfig(
        String snapshotQueueUrl, String bucket, int listUsersPerSecond, SnapshotWindow window, SignInAttribute signIn) {

    /**
     * Reads the environment.
     *
     * @throws io.github.cognitodr.userpool.InvalidEnvironmentException naming the variable that is missing or malformed
     */
    static BackupConfig from(Environment environment) {
        return new BackupConfig(
                environment.required("SNAPSHOT_QUEUE_URL", Environment.queueUrl()),
                environment.required("BACKUP_BUCKET", BackupConfig::bucketName),
                environment
                        .optional("LIST_USERS_RPS", Environment.integer(1, 10_000))
                        .orElse(20),
                new SnapshotWindow(
                        seconds(environment, "SNAPSHOT_WINDOW_SECONDS", 1, SnapshotWindow.LONGEST_WINDOW_SECONDS, 300),
                        seconds(environment, "SNAPSHOT_SETTLE_SECONDS", 0, SnapshotWindow.LONGEST_SETTLE_SECONDS, 60)),
                environment
                        .optional("USERNAME_ATTRIBUTE", SignInAttribute::ofId)
                        .orElse(SignInAttribute.EMAIL));
    }

    private static Duration seconds(Environment environment, String name, int least, int most, int otherwise) {
        return Duration.ofSeconds(
                environment.optional(name, Environment.integer(least, most)).orElse(otherwise));
    }

    private static String bucketName(String value) {
        if (value.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            return value;
        }
        throw new IllegalArgumentException("must be the name of an S3 bucket, without s3:// or a path");
    }
}
