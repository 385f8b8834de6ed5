package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.TargetPool;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/**
 * A user pool of Amazon Cognito that users are looked up in and copied into. Its client never repeats a call by itself:
 * a repeated AdminSetUserPassword could overwrite a password that the person has set meanwhile, and everything else is
 * repeated by the retry queue. Thread-safe.
 */
public final class CognitoTargetPool implements TargetPool {
    private static final Duration LONGEST_PASSWORD_CALL = Duration.ofSeconds(1);

    private final CognitoIdentityProviderClient cognito;
    private final UserPoolId pool;

    /**
     * The pool of this id, with a client of its own.
     *
     * @param patience how long to wait for a connection, and for each answer on it
     */
    public static CognitoTargetPool of(UserPoolId pool, Duration patience) {
        return new CognitoTargetPool(CognitoClients.withoutRetries(pool.region(), patience), pool);
    }

    /**
     * The pool of this id, over a client that the caller has made.
     *
     * @param cognito a client of the pool's Region that does not retry
     */
    public CognitoTargetPool(CognitoIdentityProviderClient cognito, UserPoolId pool) {
        this.cognito = cognito;
        this.pool = pool;
    }

    @Override
    public Optional<UserProfile> find(String username, Deadline deadline) {
        Duration limit = deadline.remaining();
        return CognitoCalls.call("AdminGetUser", limit, () -> {
            try {
                return Optional.of(CognitoRecords.profile(cognito.adminGetUser(request ->
                        request.userPoolId(pool.value()).username(username).overrideConfiguration(within(limit)))));
            } catch (UserNotFoundException none) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Creation create(String signInValue, Map<String, String> attributes, Deadline deadline) {
        Duration limit = deadline.remaining();
        return CognitoCalls.call("AdminCreateUser", limit, () -> {
            try {
                return new Creation.Created(cognito.adminCreateUser(request -> request.userPoolId(pool.value())
                                .username(signInValue)
                                .userAttributes(CognitoRecords.attributes(attributes))
                                .messageAction(MessageActionType.SUPPRESS)
                                .overrideConfiguration(within(limit)))
                        .user()
                        .username());
            } catch (UsernameExistsException taken) {
                return new Creation.UsernameTaken();
            } catch (AliasExistsException taken) {
                return new Creation.AliasTaken();
            }
        });
    }

    @Override
    public void disable(String username, Deadline deadline) {
        Duration limit = deadline.remaining();
        CognitoCalls.call(
                "AdminDisableUser",
                limit,
                () -> cognito.adminDisableUser(request ->
                        request.userPoolId(pool.value()).username(username).overrideConfiguration(within(limit))));
    }

    @Override
    public void confirmWithUnknownPassword(String username, Deadline deadline) {
        Duration limit = deadline.remainingAtMost(LONGEST_PASSWORD_CALL);
        CognitoCalls.call(
                "AdminSetUserPassword",
                limit,
                () -> cognito.adminSetUserPassword(request -> request.userPoolId(pool.value())
                        .username(username)
                        .password(UnknownPassword.make())
                        .permanent(true)
                        .overrideConfiguration(within(limit))));
    }

    private static AwsRequestOverrideConfiguration within(Duration limit) {
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(limit).build();
    }
}
