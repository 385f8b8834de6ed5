package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.InvalidEnvironmentException;
import java.time.Duration;
import java.time.Instant;

/**
 * How sign-ups share a snapshot: all of one window ask for the same one, which starts after the last of them has
 * settled, because ListUsers is eventually consistent and may still show a user of this second as unconfirmed.
 *
 * @param window SNAPSHOT_WINDOW_SECONDS, 1 to 300: SQS deduplicates for five minutes
 * @param settle SNAPSHOT_SETTLE_SECONDS, 0 to 899: with the window it fits into SQS's delay of 15 minutes
 */
record SnapshotWindow(Duration window, Duration settle) {
    static final int LONGEST_WINDOW_SECONDS = 300;
    static final int LONGEST_SETTLE_SECONDS = 899;
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    SnapshotWindow {
        if (window.plus(settle).compareTo(LONGEST_DELAY) > 0) {
            throw new InvalidEnvironmentException("The environment variables SNAPSHOT_WINDOW_SECONDS and"
                    + " SNAPSHOT_SETTLE_SECONDS must together be 900 at the most, the longest delay of SQS, but are "
                    + window.plus(settle).toSeconds());
        }
    }

    /**
     * From when on a listing shows whoever signs up at this moment: the end of the window that the moment falls into,
     * and the settling. The same for all moments of a window.
     */
    Instant startAfter(Instant moment) {
        long seconds = window.toSeconds();
        long windowStart = Math.floorDiv(moment.getEpochSecond(), seconds) * seconds;
        return Instant.ofEpochSecond(windowStart).plus(window).plus(settle);
    }
}
