package io.github.cognitodr.userpool.listing;

import java.time.Duration;
import java.util.Optional;

/** Pages of a pool from several lanes: in order within a lane, in any order among them. For one thread. */
public interface LaneListing extends AutoCloseable {

    /**
     * The next page of any lane.
     *
     * @return empty if none came in time, or none is left, which the lanes' own {@link Lane#ended} tells apart
     * @throws io.github.cognitodr.userpool.PoolUnavailableException if a page could not be had for a long time
     * @throws io.github.cognitodr.userpool.PoolRefusedException if the question was refused, as with a token that is too
     *     old
     */
    Optional<LanePage> next(Duration patience);

    /** Asks for no further pages. What has been asked for and not been handed out is forgotten. */
    @Override
    void close();
}
