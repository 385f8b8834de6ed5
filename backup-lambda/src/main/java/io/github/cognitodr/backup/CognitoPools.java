package io.github.cognitodr.backup;

import dev.failsafe.RateLimiter;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.CognitoClients;
import io.github.cognitodr.userpool.cognito.CognitoImportRules;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import io.github.cognitodr.userpool.csv.ImportRules;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** User pools of Amazon Cognito, listed no faster than a number of pages a second over all of them. Thread-safe. */
final class CognitoPools implements SnapshotTaker.Pools {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SignInAttribute signIn;
    private final RateLimiter<Object> pages;
    private final Map<String, CognitoIdentityProviderClient> clients = new ConcurrentHashMap<>();

    CognitoPools(SignInAttribute signIn, int pagesPerSecond) {
        this.signIn = signIn;
        this.pages =
                RateLimiter.smoothBuilder(pagesPerSecond, Duration.ofSeconds(1)).build();
    }

    @Override
    public ImportRules rules(UserPoolId pool) {
        return CognitoImportRules.of(client(pool), pool, signIn);
    }

    @Override
    public UserListing listing(UserPoolId pool) {
        UserListing listing = new CognitoUserListing(client(pool), pool);
        return token -> {
            try {
                pages.acquirePermit();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting for the next page", stopped);
            }
            return listing.page(token);
        };
    }

    private CognitoIdentityProviderClient client(UserPoolId pool) {
        return clients.computeIfAbsent(pool.region(), region -> CognitoClients.retrying(region, PATIENCE));
    }
}
