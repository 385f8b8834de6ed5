package io.github.cognitodr.infra;

import java.time.LocalTime;

/**
 * When snapshots are taken, how fast, and how long they are kept.
 *
 * @param windowSeconds sign-ups of how many seconds share one snapshot, 1 to 300
 * @param settleSeconds wait after a window before the listing, 0 or more; window and wait together at most 900
 * @param listUsersRps ListUsers calls a second that a snapshot may make, 1 to 30
 * @param dailyAt when the snapshot of each day is asked for, UTC
 * @param shortDays how long a snapshot is kept that is neither of the next two, 1 or more
 * @param dailyDays how long the first snapshot of a day is kept, {@code shortDays} or more
 * @param monthlyDays how long the first snapshot of a month is kept, {@code dailyDays} or more
 */
public record SnapshotSettings(
        int windowSeconds,
        int settleSeconds,
        int listUsersRps,
        LocalTime dailyAt,
        int shortDays,
        int dailyDays,
        int monthlyDays) {}
