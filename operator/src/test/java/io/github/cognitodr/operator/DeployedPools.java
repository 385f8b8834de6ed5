package io.github.cognitodr.operator;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A sandbox with what the two stacks would have made, all of it well; without functions. */
final class DeployedPools implements AutoCloseable {
    static final String BUCKET = "backup";

    /** Everybody's. */
    static final String PASSWORD = "Correct-Horse-7-Battery";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final Map<Side, String> pools = new HashMap<>();
    private final Map<String, String> queues = new HashMap<>();

    DeployedPools() {
        for (Side side : Side.values()) {
            pools.put(side, createPool(side));
        }
        queue(Side.PRIMARY, "Retry", false);
        queue(Side.STANDBY, "Snapshot", true);
        sandbox.s3Client().createBucket(request -> request.bucket(BUCKET));
        describe(Side.PRIMARY);
        describe(Side.STANDBY);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    static String region(Side side) {
        return side == Side.PRIMARY ? "ap-northeast-1" : "ap-northeast-3";
    }

    static String stack(Side side) {
        return side == Side.PRIMARY ? "CognitoDrPrimary" : "CognitoDrStandby";
    }

    CognitoIdentityProviderClient cognito(Side side) {
        return sandbox.cognitoClient(region(side));
    }

    SqsClient sqs(Side side) {
        return sandbox.sqsClient(region(side));
    }

    String pool(Side side) {
        return pools.getOrDefault(side, "");
    }

    /** By its name in the outputs: {@code RetryDeadLetter}. */
    String queueUrl(String name) {
        return queues.getOrDefault(name + "QueueUrl", "");
    }

    /** A user, CONFIRMED, as the functions leave a copy: the sub. */
    String user(Side side, String email, Map<String, String> others) {
        Map<String, String> attributes = new LinkedHashMap<>(Map.of("email", email, "email_verified", "true"));
        attributes.putAll(others);
        String username = cognito(side)
                .adminCreateUser(request -> request.userPoolId(pool(side))
                        .username(email)
                        .messageAction("SUPPRESS")
                        .userAttributes(attributes.entrySet().stream()
                                .map(attribute -> AttributeType.builder()
                                        .name(attribute.getKey())
                                        .value(attribute.getValue())
                                        .build())
                                .toList()))
                .user()
                .username();
        cognito(side)
                .adminSetUserPassword(request -> request.userPoolId(pool(side))
                        .username(username)
                        .password(PASSWORD)
                        .permanent(true));
        return username;
    }

    /** The snapshot of the standby, as {@code TakeSnapshot} seals it, of nobody. */
    void snapshot(String id) {
        String folder = "snapshots/" + pool(Side.STANDBY) + "/";
        put(folder + "latest.json", "{\"snapshotId\":\"" + id + "\"}");
        String started = id.substring(0, 4) + "-" + id.substring(4, 6) + "-" + id.substring(6, 11) + ":"
                + id.substring(11, 13) + ":" + id.substring(13);
        put(
                folder + id + "/manifest.json",
                "{\"formatVersion\":1,\"userPoolId\":\"" + pool(Side.STANDBY) + "\",\"snapshotId\":\"" + id
                        + "\",\"startedAt\":\"" + started + "\",\"finishedAt\":\"" + started + "\",\"users\":0,"
                        + "\"importable\":0,\"newUsers\":0,\"unimportable\":{},\"files\":[],\"csvHeader\":[]}");
    }

    CommandLineProcess.Ended run(String... arguments) {
        return CommandLineProcess.run(sandbox.environment(), arguments);
    }

    @Override
    public void close() {
        sandbox.close();
    }

    private void put(String key, String text) {
        sandbox.s3Client()
                .putObject(
                        request -> request.bucket(BUCKET).key(key),
                        RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String function(Side side) {
        return side == Side.PRIMARY ? "replicate" : "snapshot";
    }

    private String createPool(Side side) {
        CognitoIdentityProviderClient cognito = cognito(side);
        String id = cognito.createUserPool(poolOf(side)).userPool().id();
        cognito.setUserPoolMfaConfig(request -> request.userPoolId(id)
                .mfaConfiguration("ON")
                .softwareTokenMfaConfiguration(token -> token.enabled(true)));
        cognito.createUserPoolClient(request -> request.userPoolId(id)
                .clientName("web")
                .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH)
                .writeAttributes("email", "name"));
        return id;
    }

    static CreateUserPoolRequest poolOf(Side side) {
        return CreateUserPoolRequest.builder()
                .poolName("cognito-dr-" + side)
                .usernameAttributesWithStrings("email")
                .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .usernameConfiguration(config -> config.caseSensitive(false))
                .schema(SchemaAttributeType.builder()
                        .name("origin_sub")
                        .attributeDataType("String")
                        .mutable(true)
                        .stringAttributeConstraints(
                                bounds -> bounds.minLength("1").maxLength("64"))
                        .build())
                .lambdaConfig(config -> config.postConfirmation(
                        "arn:aws:lambda:" + region(side) + ":123456789012:function:" + function(side) + ":live"))
                .emailConfiguration(email -> email.emailSendingAccount("DEVELOPER")
                        .sourceArn("arn:aws:ses:" + region(side) + ":123456789012:identity/example.com"))
                .deletionProtection("ACTIVE")
                .userPoolTier("ESSENTIALS")
                .build();
    }

    private void queue(Side side, String name, boolean fifo) {
        String suffix = fifo ? ".fifo" : "";
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        if (fifo) {
            attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
            attributes.put(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true");
        }
        for (String kind : new String[] {"", "DeadLetter"}) {
            queues.put(
                    name + kind + "QueueUrl",
                    sqs(side)
                            .createQueue(request ->
                                    request.queueName(name + kind + suffix).attributes(attributes))
                            .queueUrl());
        }
    }

    private void describe(Side side) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("UserPoolId", pool(side));
        outputs.put("UserImportRoleArn", "arn:aws:iam::123456789012:role/import");
        if (side == Side.PRIMARY) {
            outputs.put("ReplicateOnConfirmationFunctionName", function(side));
        } else {
            outputs.put("SnapshotOnConfirmationFunctionName", function(side));
            outputs.put("BackupBucketName", BUCKET);
        }
        queues.forEach((name, url) -> {
            if (name.startsWith(side == Side.PRIMARY ? "Retry" : "Snapshot")) {
                outputs.put(name, url);
            }
        });
        sandbox.cloudFormation(region(side)).put(stack(side), outputs);
    }
}
