package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.ImportRules;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.listing.LaneListing;
import io.github.cognitodr.userpool.listing.LanePage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One worker's part of one snapshot: pages from the lanes, rows into the files, now and then a checkpoint. */
final class SnapshotRun implements AutoCloseable {
    /** What a killed worker loses at the most; each time costs a file of each kind. */
    static final Duration BETWEEN_CHECKPOINTS = Duration.ofMinutes(5);

    /** How long to wait for a page before asking again whether there is time left. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final OwnedCheckpoint owned;
    private final SnapshotWriter writer;
    private final Clock clock;
    private final List<Lane> lanes;
    private Instant savedAt;

    /** @param owned claimed by this run */
    SnapshotRun(OwnedCheckpoint owned, SnapshotStore store, ImportRules rules, RollingFile.Limits limits, Clock clock) {
        this.owned = owned;
        this.writer = new SnapshotWriter(store, owned.pool(), owned.checkpoint(), rules, limits);
        this.clock = clock;
        this.lanes = new ArrayList<>(owned.checkpoint().lanes());
        this.savedAt = clock.instant();
    }

    /**
     * Writes what the listing has.
     *
     * @return whether all of it is written, and the checkpoint {@link Checkpoint.Phase#LISTED}; otherwise the time was
     *     over, and the checkpoint says how far this came
     * @throws OvertakenException if another worker has taken over
     */
    boolean list(LaneListing listing, BooleanSupplier outOfTime) throws IOException, OvertakenException {
        while (!lanes.stream().allMatch(Lane::ended)) {
            boolean over = outOfTime.getAsBoolean();
            if (over || !clock.instant().isBefore(savedAt.plus(BETWEEN_CHECKPOINTS))) {
                save();
            }
            if (over) {
                return false;
            }
            Optional<LanePage> page = next(listing);
            if (page.isPresent()) {
                write(page.get());
            }
        }
        owned.save(owned.checkpoint().listed(writer.completeWhole(), clock.instant()));
        return true;
    }

    /** How many users have been written, by all runs of the snapshot. */
    long users() {
        return writer.users();
    }

    /** Whether some page was asked for by a token, which can be what was wrong with it. */
    boolean hasUsedTokens() {
        return lanes.stream().anyMatch(lane -> lane.token().isPresent());
    }

    /** Gives up what is not in a checkpoint. */
    @Override
    public void close() {
        writer.close();
    }

    private Optional<LanePage> next(LaneListing listing) throws IOException, OvertakenException {
        try {
            return listing.next(POLL);
        } catch (PoolUnavailableException unavailable) {
            if (writer.users() >= SnapshotTaker.SMALL_POOL) {
                save();
            }
            throw unavailable;
        }
    }

    private void write(LanePage page) throws IOException {
        for (UserProfile user : page.users()) {
            writer.write(user);
        }
        lanes.set(page.lane(), page.after());
    }

    /** Pages that hold nobody are progress as well; without any page, the deliveries go on counting. */
    private void save() throws IOException, OvertakenException {
        savedAt = clock.instant();
        if (lanes.equals(owned.checkpoint().lanes())) {
            return;
        }
        owned.save(owned.checkpoint().at(lanes, writer.complete()));
    }
}
