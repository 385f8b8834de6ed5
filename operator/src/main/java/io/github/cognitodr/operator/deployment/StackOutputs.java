package io.github.cognitodr.operator.deployment;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.AwsTrouble;
import io.github.cognitodr.operator.pool.Patience;
import io.github.cognitodr.userpool.cognito.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** A stack, as CloudFormation describes it. */
record StackOutputs(String name, String region, String status, Map<String, String> values) {
    StackOutputs {
        values = Map.copyOf(values);
    }

    /**
     * Asks CloudFormation.
     *
     * @throws CommandException if there is no such stack, or it could not be asked
     */
    static StackOutputs of(String name, String region, Patience patience) {
        try (CloudFormationClient cloudFormation = CloudFormationClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(patience.attempt())
                        .socketTimeout(patience.attempt()))
                .overrideConfiguration(client -> client.apiCallTimeout(patience.whole()))
                .build()) {
            List<Stack> stacks = cloudFormation
                    .describeStacks(request -> request.stackName(name))
                    .stacks();
            if (stacks.isEmpty()) {
                throw missing(name, region);
            }
            Map<String, String> values = new LinkedHashMap<>();
            stacks.get(0).outputs().forEach(output -> values.put(output.outputKey(), output.outputValue()));
            return new StackOutputs(name, region, stacks.get(0).stackStatusAsString(), values);
        } catch (AwsServiceException answered) {
            if (ErrorCode.of(answered).equals("ValidationError")) {
                throw missing(name, region);
            }
            throw trouble(name, region, answered);
        } catch (SdkException unanswered) {
            throw trouble(name, region, unanswered);
        }
    }

    private static CommandException missing(String name, String region) {
        return CommandException.aws("There is no stack " + name + " in " + region
                + ": deploy it, name another with --primary-stack or --standby-stack, or name pools and bucket"
                + " themselves (see --help). Check the account that you are signed in to, too.");
    }

    private static CommandException trouble(String name, String region, SdkException failure) {
        return AwsTrouble.of(failure, "cloudformation:DescribeStacks", "the stack " + name, "CloudFormation", region);
    }
}
