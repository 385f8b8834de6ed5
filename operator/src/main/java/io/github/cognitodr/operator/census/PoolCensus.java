package io.github.cognitodr.operator.census;

import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Output;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Lists pools into a census, by ListUsers alone: no user becomes an active one by it, and none is billed. Pools of several
 * Regions are listed at the same time, since each Region has a quota of its own. A listing that was interrupted goes on
 * where it was, as long as Cognito's tokens live.
 */
public final class PoolCensus {
    private final Census census;
    private final Clock clock;
    private final Output output;

    public PoolCensus(Census census, Clock clock, Output output) {
        this.census = census;
        this.clock = clock;
        this.output = output;
    }

    /**
     * Lists all of some pools, or the rest of them.
     *
     * @throws io.github.cognitodr.operator.CommandException if one refused, or did not answer; what has come is kept
     */
    public void list(Map<Part, OperatorPool> pools) {
        List<PartListing> open = new ArrayList<>();
        try {
            pools.forEach((part, pool) -> open.add(PartListing.begin(census, part, pool, clock, output)));
            SaveNowAndThen saving = new SaveNowAndThen(census);
            while (open.stream().anyMatch(listing -> !listing.hasEnded())) {
                for (PartListing listing : open) {
                    if (!listing.hasEnded()) {
                        listing.takePage();
                    }
                }
                saving.step();
            }
        } finally {
            open.forEach(PartListing::close);
            census.save();
        }
        pools.keySet().forEach(census::dropRepeats);
    }

    /** Two seconds of listing is what the end of the process may cost. */
    private static final class SaveNowAndThen {
        private static final long NANOS = 2_000_000_000L;

        private final Census census;
        private long savedAt = System.nanoTime();

        SaveNowAndThen(Census census) {
            this.census = census;
        }

        void step() {
            if (System.nanoTime() - savedAt > NANOS) {
                census.save();
                savedAt = System.nanoTime();
            }
        }
    }
}
