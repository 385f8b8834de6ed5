package io.github.cognitodr.operator.census;

import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import io.github.cognitodr.userpool.listing.ConcurrentLanes;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.listing.LaneListing;
import io.github.cognitodr.userpool.listing.LanePage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The listing of one pool into one part of a census. For one thread. */
final class PartListing implements AutoCloseable {
    /** (Facts, ListUsers: a pagination token lives 1 hour; less what may pass before it is used) */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(55);

    private static final int FEW_USERS = 5_000;
    private static final Duration LONGEST_PAGE = Duration.ofSeconds(10);
    private static final Duration NEXT_PAGE = Duration.ofMillis(20);

    private final Census census;
    private final Part part;
    private final OperatorPool pool;
    private final Clock clock;
    private final Output output;
    private final long estimate;
    private final Progress progress;
    private List<Lane> lanes = List.of();
    private LaneListing listing;

    private PartListing(
            Census census, Part part, OperatorPool pool, Clock clock, Output output, List<Lane> left, long estimate) {
        this.census = census;
        this.part = part;
        this.pool = pool;
        this.clock = clock;
        this.output = output;
        this.estimate = estimate;
        this.progress = output.progress("Listing " + pool.side() + " pool", estimate, "users");
        this.progress.step(census.count(part));
        this.listing = start(left.isEmpty() ? allLanes() : left);
    }

    static PartListing begin(Census census, Part part, OperatorPool pool, Clock clock, Output output) {
        long estimate =
                Optional.ofNullable(pool.describe().estimatedNumberOfUsers()).orElse(0);
        List<Lane> left = census.lanes(part);
        Instant oldest = clock.instant().minus(TOKEN_LIFE);
        boolean tooOld =
                left.stream().flatMap(lane -> lane.tokenAt().stream()).anyMatch(given -> given.isBefore(oldest));
        if (left.isEmpty() || tooOld) {
            census.clear(part);
            left = List.of();
        } else {
            output.note(String.format(
                    Locale.ROOT,
                    "Going on with the listing of %s, which was interrupted at %,d users.",
                    pool,
                    census.count(part)));
        }
        return new PartListing(census, part, pool, clock, output, left, estimate);
    }

    boolean hasEnded() {
        return lanes.stream().allMatch(Lane::ended);
    }

    /** The next page, if one comes soon. */
    void takePage() {
        Optional<LanePage> page;
        try {
            page = listing.next(NEXT_PAGE);
        } catch (PoolRefusedException tokenRefused) {
            output.warning("Cognito refused to go on with the listing of " + pool + "; it begins again.");
            listing.close();
            progress.step(-census.count(part));
            census.clear(part);
            listing = start(allLanes());
            return;
        }
        if (page.isPresent()) {
            LanePage next = page.get();
            next.users().forEach(user -> census.add(part, user));
            lanes.set(next.lane(), next.after());
            census.note(part, next.lane(), next.after());
            progress.step(next.users().size());
        }
    }

    @Override
    public void close() {
        listing.close();
        progress.close();
    }

    private List<Lane> allLanes() {
        return estimate < FEW_USERS ? Lane.one() : Lane.sixteen();
    }

    private LaneListing start(List<Lane> from) {
        lanes = new ArrayList<>(from);
        for (int i = 0; i < lanes.size(); i++) {
            census.note(part, i, lanes.get(i));
        }
        return ConcurrentLanes.start(lanes, this::page, clock, LONGEST_PAGE);
    }

    private UserListing.Page page(Lane lane) {
        return pool.call(
                Category.USER_LIST,
                "ListUsers",
                cognito -> CognitoUserListing.ofSubsBeginningWith(cognito, pool.id(), lane.subPrefix())
                        .page(lane.token().orElse(null)));
    }
}
