package io.github.cognitodr.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A process of its own that knows nothing but its environment, and writes down what it finds. */
final class EnvironmentProbe {

    private EnvironmentProbe() {}

    /** Takes the file to write to, and the Regions to look at. */
    public static void main(String[] arguments) throws Exception {
        List<String> found = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            look(Region.of(arguments[i]), found);
        }
        Files.write(Path.of(arguments[0]), found);
    }

    private static void look(Region region, List<String> found) {
        String poolId;
        String queue;
        try (CloudFormationClient stacks = CloudFormationClient.builder()
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            List<Output> outputs = stacks.describeStacks(r -> r.stackName("Stack"))
                    .stacks()
                    .get(0)
                    .outputs();
            poolId = value(outputs, "UserPoolId");
            queue = value(outputs, "QueueUrl");
        }
        try (CognitoIdentityProviderClient pools = CognitoIdentityProviderClient.builder()
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            found.add("pool "
                    + pools.describeUserPool(r -> r.userPoolId(poolId))
                            .userPool()
                            .name());
        }
        try (SqsClient sqs = SqsClient.builder()
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("from elsewhere"));
            sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                    .messages()
                    .forEach(message -> found.add("message " + message.body()));
        }
        try (S3Client s3 = S3Client.builder()
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            found.add("object "
                    + s3.getObjectAsBytes(r -> r.bucket("backup").key("key")).asUtf8String());
        }
    }

    private static String value(List<Output> outputs, String key) {
        return outputs.stream()
                .filter(output -> output.outputKey().equals(key))
                .findFirst()
                .orElseThrow()
                .outputValue();
    }
}
