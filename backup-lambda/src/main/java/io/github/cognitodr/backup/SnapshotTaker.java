package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.ImportRules;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes a snapshot of a pool, unless there is one already that answers the request. */
final class SnapshotTaker {
    private final Pools pools;
    private final SnapshotStore store;
    private final Clock clock;
    private final RollingFile.Limits limits;

    SnapshotTaker(Pools pools, SnapshotStore store, Clock clock, RollingFile.Limits limits) {
        this.pools = pools;
        this.store = store;
        this.clock = clock;
        this.limits = limits;
    }

    /** How a pool is read. */
    interface Pools {
        ImportRules rules(UserPoolId pool);

        /** A listing that keeps to this worker's share of the quota. */
        UserListing listing(UserPoolId pool);
    }

    /** What came of a request. */
    sealed interface Result {
        /** A sealed snapshot answers the request; it may be one that was there before. */
        record Satisfied(SnapshotId snapshot, Optional<Manifest> taken) implements Result {}

        /** The request was delivered before its time. */
        record TooEarly(Instant startAfter) implements Result {}

        /** The time of this run is over before the listing is. Nothing was sealed. */
        record OutOfTime(long usersListed) implements Result {}

        /** Another worker has sealed a snapshot of the same second, which may not be whole for this request. */
        record Overtaken() implements Result {}
    }

    /**
     * Sees to it that there is a sealed snapshot which was started at the request's time or later.
     *
     * @param outOfTime asked before each page
     * @throws IOException if S3 refused a part; nothing was sealed
     */
    Result take(SnapshotRequest request, BooleanSupplier outOfTime) throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(request.startAfter())) {
            return new Result.TooEarly(request.startAfter());
        }
        Optional<SnapshotId> latest = store.latest(request.userPoolId());
        if (latest.isPresent() && !latest.get().startedAt().isBefore(request.startAfter())) {
            return new Result.Satisfied(latest.get(), Optional.empty());
        }
        SnapshotId id = SnapshotId.startedAt(now);
        if (store.isSealed(request.userPoolId(), id)) {
            return new Result.Overtaken(); // its files are not to be written again
        }
        return list(request.userPoolId(), id, latest, outOfTime);
    }

    private Result list(UserPoolId pool, SnapshotId id, Optional<SnapshotId> previous, BooleanSupplier outOfTime)
            throws IOException {
        Retention retention = Retention.of(id, previous);
        UserListing listing = pools.listing(pool);
        try (SnapshotWriter writer = new SnapshotWriter(store, pool, id, pools.rules(pool), retention, limits)) {
            long listed = 0;
            @Nullable String token = null;
            do {
                if (outOfTime.getAsBoolean()) {
                    return new Result.OutOfTime(listed);
                }
                UserListing.Page page = listing.page(token);
                for (UserProfile user : page.users()) {
                    writer.write(user);
                }
                listed += page.users().size();
                token = page.nextToken().orElse(null);
            } while (token != null);
            Manifest manifest = writer.finish(clock.instant());
            if (!store.seal(manifest, retention)) {
                return new Result.Overtaken();
            }
            store.announce(pool, id);
            return new Result.Satisfied(id, Optional.of(manifest));
        }
    }
}
