package io.github.cognitodr.operator.check;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import io.github.cognitodr.userpool.listing.ConcurrentLanes;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.listing.LaneListing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All users of a pool, as fast as the quota allows, for whoever does not mind hearing of somebody twice. Stateless. */
public final class PoolUsers {
    private static final int FEW_USERS = 5_000;
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(10);
    private static final Duration NEXT_PAGE = Duration.ofSeconds(1);

    private PoolUsers() {}

    /** Lists the pool, with its progress. */
    public static void forEach(OperatorPool pool, Output output, Consumer<UserProfile> users) {
        long estimate =
                Optional.ofNullable(pool.describe().estimatedNumberOfUsers()).orElse(0);
        try (Progress progress = output.progress("Listing " + pool.side() + " pool", estimate, "users")) {
            List<Lane> lanes = new ArrayList<>(estimate < FEW_USERS ? Lane.one() : Lane.sixteen());
            try (LaneListing listing =
                    ConcurrentLanes.start(lanes, lane -> page(pool, lane), Clock.systemUTC(), LONGEST_PAGE)) {
                while (!lanes.stream().allMatch(Lane::ended)) {
                    listing.next(NEXT_PAGE).ifPresent(page -> {
                        page.users().forEach(users);
                        lanes.set(page.lane(), page.after());
                        progress.step(page.users().size());
                    });
                }
            }
        } catch (PoolRefusedException refused) {
            throw pool.translation(new PoolUnavailableException(String.valueOf(refused.getMessage()), refused.error()));
        } catch (PoolUnavailableException unavailable) {
            throw pool.translation(unavailable);
        }
    }

    private static UserListing.Page page(OperatorPool pool, Lane lane) {
        return pool.call(
                Category.USER_LIST,
                "ListUsers",
                cognito -> CognitoUserListing.ofSubsBeginningWith(cognito, pool.id(), lane.subPrefix())
                        .page(lane.token().orElse(null)));
    }
}
