package io.github.cognitodr.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;

/** User import jobs, as an operator runs them with the AWS command line and curl. */
final class ImportJobs {

    private static final String LOGS_ROLE = "arn:aws:iam::123456789012:role/cognito-dr-user-import";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Set<UserImportJobStatusType> UNDER_WAY = Set.of(
            UserImportJobStatusType.CREATED,
            UserImportJobStatusType.PENDING,
            UserImportJobStatusType.IN_PROGRESS,
            UserImportJobStatusType.STOPPING);

    private final CognitoIdentityProviderClient cognito;
    private final String poolId;
    private final HttpClient http = HttpClient.newHttpClient();

    ImportJobs(CognitoIdentityProviderClient cognito, String poolId) {
        this.cognito = cognito;
        this.poolId = poolId;
    }

    /**
     * How a job ended.
     *
     * @param message Cognito's own; empty where there is none
     */
    record Result(String jobId, String status, long imported, long skipped, long failed, String message) {

        /** The counts, which say what happened whatever the status is. */
        String counts() {
            return imported + " imported, " + skipped + " skipped, " + failed + " failed";
        }
    }

    /** Creates a job, uploads the file, starts the job, and waits for its end. */
    Result run(String name, Path csv) throws IOException, InterruptedException {
        UserImportJobType job = cognito.createUserImportJob(
                        request -> request.userPoolId(poolId).jobName(name).cloudWatchLogsRoleArn(LOGS_ROLE))
                .userImportJob();
        upload(job.preSignedUrl(), csv);
        cognito.startUserImportJob(request -> request.userPoolId(poolId).jobId(job.jobId()));
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            UserImportJobType now = cognito.describeUserImportJob(
                            request -> request.userPoolId(poolId).jobId(job.jobId()))
                    .userImportJob();
            if (!UNDER_WAY.contains(now.status())) {
                return new Result(
                        now.jobId(),
                        now.statusAsString(),
                        count(now.importedUsers()),
                        count(now.skippedUsers()),
                        count(now.failedUsers()),
                        now.completionMessage() == null ? "" : now.completionMessage());
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new DrillException("the import job " + name + " did not end within " + LIMIT.toSeconds() + " s");
    }

    private void upload(String url, Path csv) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(URI.create(url))
                // The URL is signed with this header; without it the upload is refused.
                .header("x-amz-server-side-encryption", "aws:kms")
                .PUT(HttpRequest.BodyPublishers.ofFile(csv))
                .build();
        HttpResponse<String> answer = http.send(put, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new DrillException("the upload of " + csv.getFileName() + " was refused: " + answer.body());
        }
    }

    private static long count(Long count) {
        return count == null ? 0 : count;
    }
}
