package io.github.cognitodr.userpool.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserImportJobType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** A pool as an operator imports files into it, and looks at who has arrived. */
public final class ImportTarget {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final CognitoIdentityProviderClient cognito;
    private final UserPoolId pool;

    public ImportTarget(CognitoIdentityProviderClient cognito, UserPoolId pool) {
        this.cognito = cognito;
        this.pool = pool;
    }

    /** A pool of the standby's schema, with nobody in it. */
    public static ImportTarget empty(CognitoIdentityProviderClient cognito) {
        return new ImportTarget(cognito, SandboxPools.emailPool(cognito));
    }

    /** Verifies phone numbers too: somebody can have a verified contact without the one to sign in with. */
    public ImportTarget verifyingBothContacts() {
        cognito.updateUserPool(request -> request.userPoolId(pool.value())
                .autoVerifiedAttributesWithStrings("email", "phone_number")
                .mfaConfiguration("ON"));
        return this;
    }

    /** Runs an import job over rows, whose values are taken as they stand in the file. */
    public UserImportJobType importRows(List<Map<String, String>> rows) throws IOException, InterruptedException {
        List<String> header = cognito.getCSVHeader(request -> request.userPoolId(pool.value()))
                .csvHeader();
        StringBuilder csv = new StringBuilder(String.join(",", header)).append('\n');
        for (Map<String, String> row : rows) {
            csv.append(String.join(
                            ",",
                            header.stream()
                                    .map(column -> row.getOrDefault(column, ""))
                                    .toList()))
                    .append('\n');
        }
        return importFile(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Runs an import job over a file to its end. */
    public UserImportJobType importFile(byte[] csv) throws IOException, InterruptedException {
        UserImportJobType job = cognito.createUserImportJob(request -> request.userPoolId(pool.value())
                        .jobName("restore")
                        .cloudWatchLogsRoleArn("arn:aws:iam::123456789012:role/import"))
                .userImportJob();
        HttpResponse<String> uploaded = HTTP.send(
                HttpRequest.newBuilder(URI.create(job.preSignedUrl()))
                        .header("x-amz-server-side-encryption", "aws:kms")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(csv))
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

    /** The attributes of everybody. */
    public List<Map<String, String>> people() {
        List<Map<String, String>> people = new ArrayList<>();
        for (UserType user : cognito.listUsersPaginator(request -> request.userPoolId(pool.value()))
                .users()) {
            Map<String, String> attributes = new LinkedHashMap<>();
            user.attributes().forEach(attribute -> attributes.put(attribute.name(), attribute.value()));
            people.add(attributes);
        }
        return people;
    }

    /** Everybody, as the listing gives them. */
    List<UserProfile> users() {
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
