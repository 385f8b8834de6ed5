package io.github.cognitodr.backup;

import dev.failsafe.Failsafe;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.CognitoClients;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import io.github.cognitodr.userpool.cognito.PoolDescription;
import io.github.cognitodr.userpool.listing.ConcurrentLanes;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.listing.LaneListing;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * User pools of Amazon Cognito, listed no faster than a number of pages a second over all of them and all their lanes: a
 * page that is asked for again counts again. Thread-safe.
 */
final class CognitoPools implements SnapshotTaker.Pools {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a page is asked for before the run ends: whoever recovers an account meanwhile needs no snapshot. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SignInAttribute signIn;
    private final Clock clock;
    private final RateLimiter<Object> pages;
    private final RetryPolicy<Object> again = RetryPolicy.builder()
            .handle(PoolUnavailableException.class)
            .withBackoff(FIRST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis(), ChronoUnit.MILLIS)
            .withJitter(0.5)
            .withMaxRetries(-1)
            .withMaxDuration(LONGEST_OUTAGE)
            .build();
    private final Map<String, CognitoIdentityProviderClient> describing = new ConcurrentHashMap<>();
    private final Map<String, CognitoIdentityProviderClient> listing = new ConcurrentHashMap<>();

    CognitoPools(SignInAttribute signIn, int pagesPerSecond, Clock clock) {
        this.signIn = signIn;
        this.clock = clock;
        this.pages =
                RateLimiter.smoothBuilder(pagesPerSecond, Duration.ofSeconds(1)).build();
    }

    @Override
    public PoolDescription describe(UserPoolId pool) {
        CognitoIdentityProviderClient client =
                describing.computeIfAbsent(pool.region(), region -> CognitoClients.retrying(region, PATIENCE));
        return PoolDescription.of(client, pool, signIn);
    }

    @Override
    public LaneListing list(UserPoolId pool, List<Lane> lanes) {
        CognitoIdentityProviderClient client =
                listing.computeIfAbsent(pool.region(), region -> CognitoClients.withoutRetries(region, PATIENCE));
        return ConcurrentLanes.start(
                lanes,
                lane -> page(CognitoUserListing.ofSubsBeginningWith(client, pool, lane.subPrefix()), lane),
                clock,
                PATIENCE);
    }

    private UserListing.Page page(UserListing lane, Lane at) {
        return Failsafe.with(again).get(() -> {
            pages.acquirePermit();
            return lane.page(at.token().orElse(null));
        });
    }
}
