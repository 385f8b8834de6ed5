package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.lambda.FunctionDefinition;
import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** The pool that the replication copies people into, and the queue beside it. */
final class Standby implements Scene {

    private static final String PRIMARY = "ap-northeast-1";
    private static final String STANDBY = "ap-northeast-3";
    private static final String ORIGIN_SUB = "origin_sub";

    private final Sandbox sandbox;
    private final CognitoIdentityProviderClient cognito;
    private final String pool;
    private final String retryQueue;
    private int functions;

    Standby(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.cognito = sandbox.cognitoClient(STANDBY);
        this.pool = cognito.createUserPool(create -> create.poolName("standby")
                        .usernameAttributes(UsernameAttributeType.EMAIL)
                        .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        .schema(SchemaAttributeType.builder()
                                .name(ORIGIN_SUB)
                                .attributeDataType(AttributeDataType.STRING)
                                .mutable(true)
                                .stringAttributeConstraints(
                                        bounds -> bounds.minLength("1").maxLength("64"))
                                .build()))
                .userPool()
                .id();
        cognito.setUserPoolMfaConfig(mfa -> mfa.userPoolId(pool)
                .mfaConfiguration(UserPoolMfaType.ON)
                .softwareTokenMfaConfiguration(app -> app.enabled(true)));
        this.retryQueue = sandbox.sqsClient(PRIMARY)
                .createQueue(create -> create.queueName("retries"))
                .queueUrl();
    }

    @Override
    public LambdaFunction function(Variant variant, Supplier<JavaRuntime> java) {
        functions++;
        return sandbox.lambda(PRIMARY)
                .create(
                        new FunctionDefinition(
                                "replicate-" + functions,
                                variant.jar(),
                                variant.handler() + "::handleRequest",
                                Map.of("STANDBY_USER_POOL_ID", pool, "RETRY_QUEUE_URL", retryQueue),
                                TIMEOUT,
                                MEMORY_MEGABYTES,
                                1),
                        java);
    }

    /** Whether the person has arrived, able to recover the account. */
    @Override
    public boolean isServed(Newcomer person) {
        try {
            AdminGetUserResponse copy =
                    cognito.adminGetUser(get -> get.userPoolId(pool).username(person.email()));
            return copy.userStatus() == UserStatusType.CONFIRMED
                    && copy.userAttributes()
                            .contains(AttributeType.builder()
                                    .name("custom:" + ORIGIN_SUB)
                                    .value(person.sub())
                                    .build());
        } catch (UserNotFoundException missing) {
            return false;
        }
    }
}
