package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** How long the bucket's lifecycle keeps a snapshot, as the tag {@code retention} says to it. */
enum Retention {
    SHORT,
    DAILY,
    MONTHLY;

    /** The first snapshot of a month is kept longest, the first of a day longer than the others. Days are UTC's. */
    static Retention of(SnapshotId snapshot, Optional<SnapshotId> previous) {
        LocalDate day = day(snapshot);
        Optional<LocalDate> previousDay = previous.map(Retention::day);
        if (previousDay.map(YearMonth::from).filter(YearMonth.from(day)::equals).isEmpty()) {
            return MONTHLY;
        }
        return previousDay.filter(day::equals).isEmpty() ? DAILY : SHORT;
    }

    /** For the header {@code x-amz-tagging}. */
    String tagging() {
        return "retention=" + name().toLowerCase(Locale.ROOT);
    }

    private static LocalDate day(SnapshotId snapshot) {
        return snapshot.startedAt().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
