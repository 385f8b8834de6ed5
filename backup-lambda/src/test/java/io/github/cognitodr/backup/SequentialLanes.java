package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.listing.LaneListing;
import io.github.cognitodr.userpool.listing.LanePage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page after the other, lane by lane in turns, in the thread that asks. */
final class SequentialLanes implements LaneListing {
    private final List<Lane> lanes;
    private final Function<Lane, UserListing.Page> source;
    private final Clock clock;
    private int turn;

    SequentialLanes(List<Lane> lanes, Function<Lane, UserListing.Page> source, Clock clock) {
        this.lanes = new ArrayList<>(lanes);
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Optional<LanePage> next(Duration patience) {
        for (int i = 0; i < lanes.size(); i++) {
            int lane = turn++ % lanes.size();
            if (!lanes.get(lane).ended()) {
                UserListing.Page page = source.apply(lanes.get(lane));
                Lane after = lanes.get(lane).after(page.nextToken(), clock.instant());
                lanes.set(lane, after);
                return Optional.of(new LanePage(lane, page.users(), after));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        // nothing goes on by itself
    }
}
