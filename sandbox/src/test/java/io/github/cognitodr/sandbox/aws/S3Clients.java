package io.github.cognitodr.sandbox.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/** The real SDK, with the HTTP client that the functions use. */
final class S3Clients {

    static final String BUCKET = "backup";

    private S3Clients() {}

    /**
     * A client of the server.
     *
     * @param attempts how often it asks, all in all
     */
    static S3Client of(S3Server server, int attempts) {
        BackoffStrategy soon = BackoffStrategy.fixedDelay(Duration.ofMillis(1));
        return S3Client.builder()
                .region(Region.AP_NORTHEAST_3)
                .endpointOverride(server.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(
                        settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(attempts)
                                .backoffStrategy(soon)
                                .throttlingBackoffStrategy(soon)
                                .build()))
                .build();
    }
}
