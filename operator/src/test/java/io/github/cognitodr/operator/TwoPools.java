package io.github.cognitodr.operator;

import io.github.cognitodr.sandbox.Sandbox;
import io.github.cognitodr.sandbox.SandboxOptions;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.SandboxPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** A primary and a standby pool on a sandbox, and the command line as a process that knows them from the stacks' outputs. */
final class TwoPools {
    static final String TOKYO = "ap-northeast-1";
    static final String OSAKA = "ap-northeast-3";

    private final Sandbox sandbox;
    private final UserPoolId primary;
    private final UserPoolId standby;
    private final Path work;

    private TwoPools(Sandbox sandbox) {
        this.sandbox = sandbox;
        primary = SandboxPools.emailPool(tokyo());
        standby = SandboxPools.emailPool(osaka());
        putStacks();
        try {
            work = Files.createTempDirectory("cognito-dr-work");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stacks name these pools, and no others that were made since. */
    void putStacks() {
        sandbox.cloudFormation(TOKYO).put("CognitoDrPrimary", Map.of("UserPoolId", primary.value()));
        sandbox.cloudFormation(OSAKA).put("CognitoDrStandby", Map.of("UserPoolId", standby.value()));
    }

    /** Two new pools; the stacks name them from now on. */
    static TwoPools in(Sandbox sandbox) {
        return new TwoPools(sandbox);
    }

    /** Cognito alone, without what takes seconds to start. */
    static Sandbox sandbox() {
        return Sandbox.start(
                SandboxOptions.defaults().without(SandboxOptions.Service.S3).without(SandboxOptions.Service.SQS));
    }

    UserPoolId primary() {
        return primary;
    }

    UserPoolId standby() {
        return standby;
    }

    Path work() {
        return work;
    }

    CognitoIdentityProviderClient tokyo() {
        return sandbox.cognitoClient(TOKYO);
    }

    CognitoIdentityProviderClient osaka() {
        return sandbox.cognitoClient(OSAKA);
    }

    CommandLineProcess.Ended run(String... arguments) {
        return CommandLineProcess.run(environment(), arguments);
    }

    CommandLineProcess start(String... arguments) {
        return CommandLineProcess.start(environment(), arguments);
    }

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(sandbox.environment());
        environment.put("COGNITO_DR_WORK_DIR", work.toString());
        return environment;
    }

    /** Somebody with a verified address who can sign in; returns the sub. */
    String signUp(CognitoIdentityProviderClient cognito, UserPoolId pool, String email, String... more) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("email", email);
        attributes.put("email_verified", "true");
        for (int i = 0; i < more.length; i += 2) {
            attributes.put(more[i], more[i + 1]);
        }
        String sub = cognito.adminCreateUser(user -> user.userPoolId(pool.value())
                        .username(email)
                        .userAttributes(types(attributes))
                        .messageAction(MessageActionType.SUPPRESS))
                .user()
                .username();
        cognito.adminSetUserPassword(password -> password.userPoolId(pool.value())
                .username(sub)
                .password("Correct-horse-1")
                .permanent(true));
        return sub;
    }

    String inTokyo(String email, String... more) {
        return signUp(tokyo(), primary, email, more);
    }

    String inOsaka(String email, String... more) {
        return signUp(osaka(), standby, email, more);
    }

    /** Somebody of Tokyo, with the copy that replication makes. */
    String inBoth(String email, String... more) {
        String sub = inTokyo(email, more);
        List<String> copied = new ArrayList<>(List.of(more));
        copied.addAll(List.of(Attributes.ORIGIN_SUB, sub));
        inOsaka(email, copied.toArray(String[]::new));
        return sub;
    }

    void change(CognitoIdentityProviderClient cognito, UserPoolId pool, String sub, String... attributes) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            changes.put(attributes[i], attributes[i + 1]);
        }
        cognito.adminUpdateUserAttributes(
                update -> update.userPoolId(pool.value()).username(sub).userAttributes(types(changes)));
    }

    void disable(CognitoIdentityProviderClient cognito, UserPoolId pool, String username) {
        cognito.adminDisableUser(user -> user.userPoolId(pool.value()).username(username));
    }

    /** All users of the standby by address. */
    Map<String, UserType> standbyByEmail() {
        return byEmail(osaka(), standby);
    }

    /** Who has this address in the standby. */
    UserType copyOf(String email) {
        return Objects.requireNonNull(standbyByEmail().get(email), "nobody has that address");
    }

    static Map<String, UserType> byEmail(CognitoIdentityProviderClient cognito, UserPoolId pool) {
        Map<String, UserType> users = new HashMap<>();
        cognito.listUsersPaginator(request -> request.userPoolId(pool.value()))
                .users()
                .forEach(user -> users.put(attribute(user, "email").orElse(user.username()), user));
        return users;
    }

    static Optional<String> attribute(UserType user, String name) {
        return user.attributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(AttributeType::value)
                .findFirst();
    }

    static List<AttributeType> types(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> AttributeType.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
    }
}
