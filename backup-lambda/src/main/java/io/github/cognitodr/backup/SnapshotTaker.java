package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.LogEntry;
import io.github.cognitodr.userpool.Metric;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.PoolDescription;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.listing.LaneListing;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a request for a snapshot is answered: by one that is there, by one that was begun and is continued, or
 * by a new one. What is safe about it under any number of workers is in docs/snapshots.md.
 */
final class SnapshotTaker {
    private static final String BEGUN_AFRESH = "BegunAfresh";
    /** More deliveries than this without a page saved, and the snapshot is begun afresh. */
    static final int MOST_DELIVERIES = 5;

    /** Below this a pool is listed in one lane, and never saved half way for the failure of a page. */
    static final int SMALL_POOL = 5_000;

    private final Pools pools;
    private final SnapshotStore store;
    private final Clock clock;
    private final RollingFile.Limits limits;
    private final Consumer<LogEntry> journal;

    /** @param journal is told what nobody has to know but an operator */
    SnapshotTaker(
            Pools pools, SnapshotStore store, Clock clock, RollingFile.Limits limits, Consumer<LogEntry> journal) {
        this.pools = pools;
        this.store = store;
        this.clock = clock;
        this.limits = limits;
        this.journal = journal;
    }

    /** How a pool is read. */
    interface Pools {
        PoolDescription describe(UserPoolId pool);

        /** Lists the lanes from where they stand, within this worker's share of the quota. */
        LaneListing list(UserPoolId pool, List<Lane> lanes);
    }

    /** What came of a request. */
    sealed interface Result {
        /** A sealed snapshot answers the request; it may be one that was there before. */
        record Satisfied(SnapshotId snapshot, Optional<Manifest> taken) implements Result {}

        /** Nothing can be done before this moment. */
        record TooEarly(Instant until) implements Result {}

        /** The time of this run is over before the listing is; another run goes on from here. */
        record OutOfTime(SnapshotId snapshot, long users) implements Result {}

        /** Another worker is at work on this pool. */
        record Overtaken() implements Result {}
    }

    /**
     * Answers a request, or comes nearer to that.
     *
     * @param outOfTime asked before each page
     * @throws IOException if S3 refused something; the snapshot is not sealed
     */
    Result take(SnapshotRequest request, BooleanSupplier outOfTime) throws IOException {
        try {
            return new Attempt(request, outOfTime).make();
        } catch (OvertakenException overtaken) {
            return new Result.Overtaken();
        }
    }

    /** One delivery of a request. */
    private final class Attempt {
        private final SnapshotRequest request;
        private final UserPoolId pool;
        private final BooleanSupplier outOfTime;
        private @Nullable Manifest taken;
        private Optional<Afresh> refused = Optional.empty();

        Attempt(SnapshotRequest request, BooleanSupplier outOfTime) {
            this.request = request;
            this.pool = request.userPoolId();
            this.outOfTime = outOfTime;
        }

        Result make() throws IOException, OvertakenException {
            if (clock.instant().isBefore(request.startAfter())) {
                return new Result.TooEarly(request.startAfter());
            }
            while (true) {
                Optional<SnapshotId> latest = store.latest(pool);
                if (latest.isPresent() && !latest.get().startedAt().isBefore(request.startAfter())) {
                    boolean mine = taken != null && taken.snapshotId().equals(latest.get());
                    return new Result.Satisfied(latest.get(), Optional.ofNullable(mine ? taken : null));
                }
                Optional<SavedCheckpoint> saved = store.checkpoint(pool);
                Optional<Checkpoint> found = saved.flatMap(SavedCheckpoint::checkpoint);
                if (found.isPresent() && found.get().phase() == Checkpoint.Phase.LISTED) {
                    seal(found.get(), saved);
                    continue;
                }
                Optional<Result> ending = proceed(saved, found, latest);
                if (ending.isPresent()) {
                    return ending.get();
                }
            }
        }

        /** Lists, up to the end if there is time; empty if so. */
        private Optional<Result> proceed(
                Optional<SavedCheckpoint> saved, Optional<Checkpoint> found, Optional<SnapshotId> latest)
                throws IOException, OvertakenException {
            Instant now = clock.instant();
            SnapshotId next = SnapshotId.startedAt(now);
            PoolDescription pooled = pools.describe(pool);
            Checkpoint claimed;
            if (isToBeContinued(saved, found, pooled, now)) {
                claimed = found.orElseThrow().claimedBy(writer());
            } else {
                // Ids are to the second, and no two snapshots, sealed or given up, may have the same.
                Optional<SnapshotId> before = found.map(Checkpoint::snapshot).or(() -> latest);
                if (before.isPresent() && next.compareTo(before.get()) <= 0) {
                    return Optional.of(
                            new Result.TooEarly(before.get().startedAt().plusSeconds(1)));
                }
                claimed = Checkpoint.begin(
                        next,
                        writer(),
                        Retention.of(next, latest),
                        pooled.rules().fingerprint(),
                        pooled.rules().csvHeader(),
                        pooled.estimatedUsers() < SMALL_POOL ? Lane.one() : Lane.sixteen());
            }
            OwnedCheckpoint owned = OwnedCheckpoint.claim(store, pool, claimed, saved);
            return list(owned, pooled);
        }

        private Optional<Result> list(OwnedCheckpoint owned, PoolDescription pooled)
                throws IOException, OvertakenException {
            SnapshotRun run = new SnapshotRun(owned, store, pooled.rules(), limits, clock);
            try (LaneListing listing = pools.list(pool, owned.checkpoint().lanes())) {
                if (!run.list(listing, outOfTime)) {
                    return Optional.of(new Result.OutOfTime(owned.checkpoint().snapshot(), run.users()));
                }
            } catch (PoolRefusedException refusal) {
                if (refused.isPresent() || !run.hasUsedTokens()) {
                    throw refusal;
                }
                refused = Optional.of(Afresh.TOKEN_REFUSED);
                return Optional.empty();
            } finally {
                run.close();
            }
            compare(owned.checkpoint(), pooled);
            seal(owned.checkpoint(), Optional.of(owned.saved()));
            return Optional.empty();
        }

        private boolean isToBeContinued(
                Optional<SavedCheckpoint> saved, Optional<Checkpoint> found, PoolDescription pooled, Instant now) {
            if (saved.isEmpty() || found.filter(SnapshotTaker::isOver).isPresent()) {
                return false;
            }
            Optional<Afresh> reason = refused.or(() -> found.map(checkpoint -> reason(checkpoint, pooled, now))
                    .orElse(Optional.of(Afresh.CHECKPOINT_UNREADABLE)));
            if (reason.isEmpty()) {
                return true;
            }
            journal.accept(begunAfresh(reason.get())
                    .with("userPoolId", pool.value())
                    .with(
                            "snapshotId",
                            found.map(checkpoint -> checkpoint.snapshot().value())
                                    .orElse(""))
                    .with("reason", reason.get().name())
                    .counted());
            return false;
        }

        /** Only one of the reasons is worth an alarm, so it has a metric of its own. */
        private static LogEntry begunAfresh(Afresh reason) {
            return reason == Afresh.NO_PROGRESS
                    ? LogEntry.error(BEGUN_AFRESH).measured(Metric.one("SnapshotNoProgress"))
                    : LogEntry.of(LogEntry.Level.WARN, BEGUN_AFRESH);
        }

        /**
         * Whoever comes to this does the same, and once is as good as twice.
         *
         * @throws IOException also if there is another manifest; the next attempt begins another snapshot
         */
        private void seal(Checkpoint listed, Optional<SavedCheckpoint> saved) throws IOException, OvertakenException {
            Manifest manifest = listed.manifest(pool);
            if (!store.seal(manifest, listed.retention())) {
                giveUp(listed, saved);
                throw new IOException("There is another manifest of snapshot " + listed.snapshot());
            }
            taken = manifest;
            store.announce(pool, listed.snapshot());
            store.save(pool, listed.sealed(), saved);
        }

        /** As long as it is to be sealed, nobody of this pool would ever come to begin another. */
        private void giveUp(Checkpoint listed, Optional<SavedCheckpoint> saved) throws IOException {
            journal.accept(LogEntry.error("ManifestConflict")
                    .with("userPoolId", pool.value())
                    .with("snapshotId", listed.snapshot().value())
                    .counted());
            store.save(pool, listed.sealed(), saved);
        }

        private void compare(Checkpoint listed, PoolDescription pooled) {
            long users = listed.contents().users();
            long strays = Math.abs(users - pooled.estimatedUsers());
            if (strays > Math.max(SMALL_STRAY, pooled.estimatedUsers() / STRAY_SHARE)) {
                journal.accept(LogEntry.of(LogEntry.Level.WARN, "UserCountStrays")
                        .with("userPoolId", pool.value())
                        .with("snapshotId", listed.snapshot().value())
                        .with("users", users)
                        .with("estimatedUsers", pooled.estimatedUsers())
                        .counted());
            }
        }
    }

    /** How far a listing may be from Cognito's own estimate: a twentieth, or a hundred users. */
    private static final int STRAY_SHARE = 20;

    private static final int SMALL_STRAY = 100;

    private static boolean isOver(Checkpoint checkpoint) {
        return checkpoint.phase() == Checkpoint.Phase.SEALED;
    }

    private static Optional<Afresh> reason(Checkpoint found, PoolDescription pooled, Instant now) {
        if (found.hasExpired(now)) {
            return Optional.of(Afresh.TOKEN_EXPIRED);
        }
        if (!found.rules().equals(pooled.rules().fingerprint())) {
            return Optional.of(Afresh.RULES_CHANGED);
        }
        return found.deliveries() >= MOST_DELIVERIES ? Optional.of(Afresh.NO_PROGRESS) : Optional.empty();
    }

    private static String writer() {
        return UUID.randomUUID().toString();
    }
}
