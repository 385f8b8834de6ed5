package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.userpool.UserPoolId;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** Pools of the sandbox as the project's stacks make them: sign-in by email, MFA required, custom:origin_sub. */
public final class SandboxPools {
    private SandboxPools() {}

    public static CognitoIdentityProviderClient client(CognitoRegion region) {
        return client(region.endpoint(), region.region());
    }

    static CognitoIdentityProviderClient client(URI endpoint, String region) {
        return CognitoIdentityProviderClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    public static UserPoolId emailPool(CognitoIdentityProviderClient cognito) {
        return new UserPoolId(cognito.createUserPool(pool -> pool.poolName("people")
                        .usernameAttributes(UsernameAttributeType.EMAIL)
                        .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        .mfaConfiguration(UserPoolMfaType.ON)
                        .schema(custom("origin_sub", 64), custom("note", 2048)))
                .userPool()
                .id());
    }

    private static SchemaAttributeType custom(String name, int longest) {
        return SchemaAttributeType.builder()
                .name(name)
                .attributeDataType(AttributeDataType.STRING)
                .mutable(true)
                .stringAttributeConstraints(bounds -> bounds.minLength("0").maxLength(String.valueOf(longest)))
                .build();
    }
}
