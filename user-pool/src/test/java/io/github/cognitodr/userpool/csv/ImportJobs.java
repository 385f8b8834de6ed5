package io.github.cognitodr.userpool.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;

/** Imports files as an operator does, and looks at who is there afterwards. */
final class ImportJobs {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final CognitoIdentityProviderClient cognito;

    ImportJobs(CognitoIdentityProviderClient cognito) {
        this.cognito = cognito;
    }

    /** Imports the file; returns when the job has ended. */
    UserImportJobType run(UserPoolId pool, String csv) throws IOException, InterruptedException {
        UserImportJobType job = cognito.createUserImportJob(request -> request.userPoolId(pool.value())
                        .jobName("property")
                        .cloudWatchLogsRoleArn("arn:aws:iam::123456789012:role/import"))
                .userImportJob();
        HttpResponse<String> uploaded = HTTP.send(
                HttpRequest.newBuilder(URI.create(job.preSignedUrl()))
                        .header("x-amz-server-side-encryption", "aws:kms")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(csv.getBytes(StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(uploaded.statusCode()).isEqualTo(200);
        cognito.startUserImportJob(request -> request.userPoolId(pool.value()).jobId(job.jobId()));
        Deadline deadline = Deadline.in(Duration.ofSeconds(20));
        UserImportJobType state = job;
        while (state.status() != UserImportJobStatusType.SUCCEEDED
                && state.status() != UserImportJobStatusType.FAILED) {
            assertThat(deadline.remaining()).as("the job ends in time").isPositive();
            Thread.sleep(5);
            state = cognito.describeUserImportJob(
                            request -> request.userPoolId(pool.value()).jobId(job.jobId()))
                    .userImportJob();
        }
        return state;
    }

    List<UserProfile> list(UserPoolId pool) {
        CognitoUserListing listing = new CognitoUserListing(cognito, pool);
        List<UserProfile> users = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            UserListing.Page page = listing.page(token.orElse(null));
            users.addAll(page.users());
            token = page.nextToken();
        } while (token.isPresent());
        return users;
    }
}
