package io.github.cognitodr.sandbox.cognito;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** A sandbox Region with the real SDK client before it, and short ways to what most tests need. */
final class TestRegion implements AutoCloseable {
    static final String PASSWORD = "Correct-Horse-1";

    static final SchemaAttributeType ORIGIN_SUB = SchemaAttributeType.builder()
            .name("origin_sub")
            .attributeDataType("String")
            .mutable(true)
            .stringAttributeConstraints(c -> c.minLength("1").maxLength("64"))
            .build();

    final SettableClock clock = new SettableClock();
    final RecordedFunctions functions = new RecordedFunctions();
    final CognitoRegion region;
    final CognitoIdentityProviderClient client;

    TestRegion() {
        this(builder -> {});
    }

    TestRegion(Consumer<CognitoRegion.Builder> choices) {
        CognitoRegion.Builder builder =
                CognitoRegion.builder("ap-northeast-1").clock(clock).functions(functions);
        choices.accept(builder);
        region = builder.build();
        client = client(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    CognitoIdentityProviderClient anonymous() {
        return client(AnonymousCredentialsProvider.create());
    }

    private CognitoIdentityProviderClient client(AwsCredentialsProvider credentials) {
        return CognitoIdentityProviderClient.builder()
                .endpointOverride(region.endpoint())
                .region(Region.of(region.region()))
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** A pool such as the project's own: people sign in with an email address that a code verifies. */
    UserPoolType emailPool() {
        return pool(request -> {});
    }

    UserPoolType pool(Consumer<CreateUserPoolRequest.Builder> choices) {
        return client.createUserPool(request -> {
                    request.poolName("people")
                            .usernameAttributesWithStrings("email")
                            .autoVerifiedAttributesWithStrings("email")
                            .schema(ORIGIN_SUB);
                    choices.accept(request);
                })
                .userPool();
    }

    /** A client that may write the standard attributes and read the origin too. */
    String appClient(String poolId) {
        return client.createUserPoolClient(r -> r.userPoolId(poolId)
                        .clientName("app")
                        .readAttributes("email", "name", "email_verified", "custom:origin_sub")
                        .writeAttributes("email", "name", "phone_number")
                        .explicitAuthFlows(
                                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                .userPoolClient()
                .clientId();
    }

    String signUp(String clientId, String email) {
        return client.signUp(r -> r.clientId(clientId)
                        .username(email)
                        .password(PASSWORD)
                        .userAttributes(attribute("email", email)))
                .userSub();
    }

    void confirm(String clientId, String email) {
        client.confirmSignUp(r -> r.clientId(clientId).username(email).confirmationCode(code(email)));
    }

    /** Creates a user as an administrator, quietly; returns the sub. */
    String create(String poolId, String email, Map<String, String> attributes) {
        List<AttributeType> all = attributes.entrySet().stream()
                .map(e -> attribute(e.getKey(), e.getValue()))
                .toList();
        return client.adminCreateUser(r -> r.userPoolId(poolId)
                        .username(email)
                        .messageAction("SUPPRESS")
                        .userAttributes(all))
                .user()
                .username();
    }

    AdminGetUserResponse user(String poolId, String name) {
        return client.adminGetUser(r -> r.userPoolId(poolId).username(name));
    }

    static @Nullable String value(List<AttributeType> attributes, String name) {
        return attributes.stream()
                .filter(a -> a.name().equals(name))
                .map(AttributeType::value)
                .findFirst()
                .orElse(null);
    }

    /** The code that was sent last. */
    String code(String destination) {
        return region.outbox().latest(destination).orElseThrow().code();
    }

    static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }

    @Override
    public void close() {
        client.close();
        region.close();
    }
}
