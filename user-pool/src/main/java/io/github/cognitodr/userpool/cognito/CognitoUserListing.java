package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;

/**
 * ListUsers over a whole pool, 60 a page. Asks for all attributes: AttributesToGet fails where a user lacks one.
 * Thread-safe.
 */
public final class CognitoUserListing implements UserListing {
    /** Users a page at the most. (API reference, ListUsers, Limit) */
    public static final int PAGE_SIZE = 60;

    private final CognitoIdentityProviderClient cognito;
    private final UserPoolId pool;

    public CognitoUserListing(CognitoIdentityProviderClient cognito, UserPoolId pool) {
        this.cognito = cognito;
        this.pool = pool;
    }

    @Override
    public Page page(@Nullable String token) {
        return CognitoCalls.call("ListUsers", () -> {
            ListUsersResponse page = cognito.listUsers(ListUsersRequest.builder()
                    .userPoolId(pool.value())
                    .limit(PAGE_SIZE)
                    .paginationToken(token)
                    .build());
            return new Page(
                    page.users().stream().map(CognitoRecords::profile).toList(),
                    Optional.ofNullable(page.paginationToken()));
        });
    }
}
