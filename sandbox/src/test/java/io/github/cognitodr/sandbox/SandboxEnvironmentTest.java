package io.github.cognitodr.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.cognitodr.sandbox.SandboxOptions.Service;
import io.github.cognitodr.sandbox.cloudformation.StackStatus;
import io.github.cognitodr.sandbox.faults.Fault;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What other processes find by the sandbox's environment, and what is left of a Region that is down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxEnvironmentTest {

    private static final String TOKYO = "ap-northeast-1";
    private static final String OSAKA = "ap-northeast-3";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Map<String, String> environment = sandbox.environment();

    @BeforeAll
    void deploy() {
        for (String region : List.of(TOKYO, OSAKA)) {
            String pool = sandbox.cognitoClient(region)
                    .createUserPool(r -> r.poolName("people-" + region))
                    .userPool()
                    .id();
            String queue = sandbox.sqsClient(region)
                    .createQueue(r -> r.queueName("retries"))
                    .queueUrl();
            sandbox.sqsClient(region).sendMessage(r -> r.queueUrl(queue).messageBody("of " + region));
            sandbox.cloudFormation(region).put("Stack", Map.of("UserPoolId", pool, "QueueUrl", queue));
        }
        sandbox.s3Client().createBucket(r -> r.bucket("backup"));
        sandbox.s3Client().createBucket(r -> r.bucket("elsewhere"));
        sandbox.s3Client().putObject(r -> r.bucket("backup").key("key"), RequestBody.fromString("the object"));
    }

    @AfterEach
    void up() {
        sandbox.regionUp(TOKYO);
        sandbox.regionUp(OSAKA);
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @Test
    void anotherProcessFindsEverythingOfBothRegionsByItsEnvironment(@TempDir Path directory) throws Exception {
        Path found = directory.resolve("found");
        Path log = directory.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EnvironmentProbe.class.getName(),
                        found.toString(),
                        TOKYO,
                        OSAKA)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readAllLines(found))
                .containsExactly(
                        "pool people-" + TOKYO,
                        "message of " + TOKYO,
                        "message from elsewhere",
                        "object the object",
                        "pool people-" + OSAKA,
                        "message of " + OSAKA,
                        "message from elsewhere",
                        "object the object");
    }

    /** The SDK's client for CloudWatch Logs is not at hand; its protocol is Cognito's, AWS JSON 1.1. */
    @Test
    void importLogsAreReadByTheSameDoor() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(environment.getOrDefault("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", "")))
                .header("X-Amz-Target", "Logs_20140328.DescribeLogStreams")
                .header("Content-Type", "application/x-amz-json-1.1")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=sandbox/20261122/" + OSAKA
                                + "/logs/aws4_request, SignedHeaders=host, Signature=00")
                .POST(HttpRequest.BodyPublishers.ofString("{\"logGroupName\":\"/aws/cognito/userpools/none\"}"))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body())
                .contains("ResourceNotFoundException")
                .contains("The specified log group does not exist.");
    }

    /** Not SQS: version 1 of the command line asks AWS itself, whatever the variable says. */
    @Test
    void theCommandLineFindsLogsAndStacks() throws Exception {
        assumeThat(onPath("aws"))
                .as("the AWS command line is not on the PATH: nothing to try here")
                .isTrue();

        assertThat(aws("logs", "describe-log-streams", "--log-group-name", "none"))
                .contains("The specified log group does not exist.");
        assertThat(aws("cloudformation", "describe-stacks", "--stack-name", "Stack"))
                .contains("CREATE_COMPLETE", "UserPoolId");
        assertThat(aws("cloudformation", "describe-stacks", "--stack-name", "None"))
                .contains("(ValidationError)", "Stack with id None does not exist");
    }

    private String aws(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("aws", "--region", OSAKA, "--output", "json"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static boolean onPath(String command) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    @Test
    void anErrorOfSqsComesThroughTheDoorAsItIs() {
        try (SqsClient sqs = through(SqsClient.builder(), OSAKA)) {
            assertThatExceptionOfType(QueueDoesNotExistException.class)
                    .isThrownBy(() -> sqs.getQueueUrl(r -> r.queueName("unknown")));
        }
    }

    @Test
    void whatTheSandboxIsWithoutIsNotNamed() {
        SandboxOptions options = SandboxOptions.defaults().without(Service.S3).without(Service.SQS);
        try (Sandbox small = Sandbox.start(options)) {
            assertThat(small.environment())
                    .containsKeys("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "AWS_ACCESS_KEY_ID")
                    .containsEntry("AWS_EC2_METADATA_DISABLED", "true")
                    .doesNotContainKeys("AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_S3");
            small.regionDown(OSAKA);
            small.regionUp(OSAKA);
        }
    }

    @Test
    void ofARegionThatIsDownNothingAnswersAndTheOtherIsUntouched() {
        sandbox.regionDown(TOKYO, "backup");

        assertThat(answering(TOKYO)).isEmpty();
        assertThat(answering(OSAKA)).containsExactly("Cognito", "CloudFormation", "SQS");
        try (S3Client s3 = through(S3Client.builder(), OSAKA)) {
            assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket("backup"))).isInstanceOf(SdkClientException.class);
            assertThat(s3.listObjectsV2(r -> r.bucket("elsewhere")).contents()).isEmpty();
            sandbox.regionUp(TOKYO);
            assertThat(s3.listObjectsV2(r -> r.bucket("backup")).contents()).hasSize(1);
        }
        assertThat(answering(TOKYO)).containsExactly("Cognito", "CloudFormation", "SQS");
    }

    @Test
    void faultsAreThereAgainWhenTheRegionIs() {
        sandbox.cognito(TOKYO).faults().set("ListUserPools", Fault.throttle());
        sandbox.cloudFormation(TOKYO).status("Stack", StackStatus.UPDATE_IN_PROGRESS);
        sandbox.regionDown(TOKYO);
        sandbox.cognito(TOKYO).faults().choose(operation -> Fault.none());
        try (CognitoIdentityProviderClient client = through(CognitoIdentityProviderClient.builder(), TOKYO)) {
            assertThatThrownBy(() -> client.listUserPools(r -> r.maxResults(1))).isInstanceOf(SdkClientException.class);

            sandbox.regionUp(TOKYO);

            assertThatThrownBy(() -> client.listUserPools(r -> r.maxResults(1)))
                    .isInstanceOf(TooManyRequestsException.class);
        } finally {
            sandbox.cognito(TOKYO).faults().clear();
        }
        try (CloudFormationClient client = through(CloudFormationClient.builder(), TOKYO)) {
            assertThat(client.describeStacks().stacks().get(0).stackStatusAsString())
                    .isEqualTo("UPDATE_IN_PROGRESS");
        }
    }

    /** The services of a Region that answer, by the one door for all. */
    private List<String> answering(String region) {
        List<String> answering = new ArrayList<>();
        try (CognitoIdentityProviderClient cognito = through(CognitoIdentityProviderClient.builder(), region);
                CloudFormationClient stacks = through(CloudFormationClient.builder(), region);
                SqsClient sqs = through(SqsClient.builder(), region)) {
            note(answering, "Cognito", () -> cognito.listUserPools(r -> r.maxResults(1)));
            note(answering, "CloudFormation", stacks::describeStacks);
            note(answering, "SQS", sqs::listQueues);
        }
        return answering;
    }

    private static void note(List<String> answering, String service, Runnable call) {
        try {
            call.run();
            answering.add(service);
        } catch (SdkClientException unreachable) {
            assertThat(unreachable).hasMessageContaining("Unable to execute HTTP request");
        }
    }

    /** A client as another process has it, but that it tries once only. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C through(B builder, String region) {
        boolean s3 = builder instanceof S3ClientBuilder;
        return builder.region(Region.of(region))
                .endpointOverride(s3 ? sandbox.s3Endpoint() : sandbox.gatewayEndpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
