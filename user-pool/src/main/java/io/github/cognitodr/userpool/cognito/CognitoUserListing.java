package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * ListUsers over a pool, or over the part of it whose subs begin alike, 60 a page. Asks for all attributes:
 * AttributesToGet fails where a user lacks one. Thread-safe.
 */
public final class CognitoUserListing implements UserListing {
    /** Users a page at the most. (API reference, ListUsers, Limit) */
    public static final int PAGE_SIZE = 60;

    private final CognitoIdentityProviderClient cognito;
    private final UserPoolId pool;
    private final String subPrefix;

    /** The whole pool. */
    public CognitoUserListing(CognitoIdentityProviderClient cognito, UserPoolId pool) {
        this(cognito, pool, "");
    }

    private CognitoUserListing(CognitoIdentityProviderClient cognito, UserPoolId pool, String subPrefix) {
        this.cognito = cognito;
        this.pool = pool;
        this.subPrefix = subPrefix;
    }

    /**
     * A part of the pool. (API reference, ListUsers, Filter)
     *
     * @param subPrefix hexadecimal digits; empty for the whole pool
     */
    public static CognitoUserListing ofSubsBeginningWith(
            CognitoIdentityProviderClient cognito, UserPoolId pool, String subPrefix) {
        return new CognitoUserListing(cognito, pool, subPrefix);
    }

    @Override
    public Page page(@Nullable String token) {
        return CognitoCalls.call("ListUsers", () -> {
            ListUsersResponse page = cognito.listUsers(ListUsersRequest.builder()
                    .userPoolId(pool.value())
                    .limit(PAGE_SIZE)
                    .filter(subPrefix.isEmpty() ? null : "sub ^= \"" + subPrefix + "\"")
                    .paginationToken(token)
                    .build());
            List<UserProfile> users = new ArrayList<>(page.users().size());
            for (UserType user : page.users()) {
                users.add(checked(CognitoRecords.profile(user)));
            }
            return new Page(users, Optional.ofNullable(page.paginationToken()));
        });
    }

    /** Parts that overlapped would name people twice. */
    private UserProfile checked(UserProfile user) {
        if (!user.sub().startsWith(subPrefix)) {
            throw new IllegalStateException("ListUsers answered with a user that its filter leaves out");
        }
        return user;
    }
}
