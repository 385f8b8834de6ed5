package io.github.cognitodr.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitodr.sandbox.SandboxOptions.Service;
import io.github.cognitodr.sandbox.faults.Fault;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

class SandboxTest {

    @Test
    void itsClientsReachEveryServiceOfTheirRegion() {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            String osaka = "ap-northeast-3";
            var pool = sandbox.cognitoClient(osaka)
                    .createUserPool(request -> request.poolName("standby"))
                    .userPool();
            var queue = sandbox.sqsClient(osaka).createQueue(request -> request.queueName("snapshots"));
            sandbox.s3Client().createBucket(request -> request.bucket("backup"));

            assertThat(pool.id()).startsWith(osaka + "_");
            assertThat(queue.queueUrl()).isEqualTo(sandbox.sqsEndpoint(osaka) + "/123456789012/snapshots");
            assertThat(sandbox.s3Client().listBuckets().buckets()).hasSize(1);
            sandbox.s3().faults().set("ListBuckets", Fault.deny());
            assertThatExceptionOfType(S3Exception.class)
                    .isThrownBy(() -> sandbox.s3Client().listBuckets());
            assertThat(sandbox.cognitoClient("ap-northeast-1")
                            .listUserPools(request -> request.maxResults(1))
                            .userPools())
                    .isEmpty();
        }
    }

    @Test
    void theGatewayLeadsToTheRegionThatTheSdkSignsFor() {
        SandboxOptions options = SandboxOptions.defaults().without(Service.S3).without(Service.SQS);
        try (Sandbox sandbox = Sandbox.start(options)) {
            for (String region : options.regions()) {
                try (CognitoIdentityProviderClient client = CognitoIdentityProviderClient.builder()
                        .region(Region.of(region))
                        .endpointOverride(sandbox.gatewayEndpoint())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build()) {
                    assertThat(client.createUserPool(request -> request.poolName("pool"))
                                    .userPool()
                                    .id())
                            .startsWith(region + "_");
                }
            }
        }
    }

    @Test
    void whatIsLeftOutIsMissedByName() {
        SandboxOptions options = SandboxOptions.defaults()
                .regions("eu-central-1")
                .without(Service.S3)
                .without(Service.SQS);
        try (Sandbox sandbox = Sandbox.start(options)) {
            assertThatIllegalStateException().isThrownBy(sandbox::s3).withMessageContaining("without S3");
            assertThatIllegalStateException().isThrownBy(sandbox::s3Endpoint).withMessageContaining("without S3");
            assertThatIllegalStateException()
                    .isThrownBy(() -> sandbox.sqsEndpoint("eu-central-1"))
                    .withMessageContaining("without SQS");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sandbox.cognito("ap-northeast-1"))
                    .withMessageContaining("only [eu-central-1]");
        }
    }

    @Test
    void cognitoAndSqsKeepToTheClock() {
        MovableClock clock = new MovableClock();
        SandboxOptions options =
                SandboxOptions.defaults().without(Service.S3).clock(clock).regions("ap-northeast-3", "ap-northeast-1");
        try (Sandbox sandbox = Sandbox.start(options)) {
            clock.advance(Duration.ofDays(2));
            for (String region : options.regions()) {
                String queue = sandbox.sqsClient(region)
                        .createQueue(request -> request.queueName("retries"))
                        .queueUrl();
                sandbox.sqsClient(region)
                        .sendMessage(message ->
                                message.queueUrl(queue).messageBody("retry").delaySeconds(900));
                clock.advance(Duration.ofMinutes(15));

                assertThat(sandbox.sqsClient(region)
                                .receiveMessage(request -> request.queueUrl(queue))
                                .messages())
                        .hasSize(1);
                assertThat(sandbox.cognitoClient(region)
                                .createUserPool(request -> request.poolName("pool"))
                                .userPool()
                                .creationDate())
                        .isAfter(Instant.now().plus(Duration.ofDays(2)));
            }
        }
    }
}
