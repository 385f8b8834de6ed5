package io.github.cognitodr.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Id of a snapshot: its start in UTC to the second, {@code 20261122T063000Z}. Ids sort as the snapshots were started.
 * A text of another form is refused with an IllegalArgumentException.
 */
record SnapshotId(String value) implements Comparable<SnapshotId> {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    SnapshotId {
        try {
            FORM.parse(value);
        } catch (DateTimeParseException otherForm) {
            throw new IllegalArgumentException("Not a snapshot id such as 20261122T063000Z", otherForm);
        }
    }

    /** Fractions of a second are cut, so that a snapshot never seems to have started later than it did. */
    static SnapshotId startedAt(Instant start) {
        return new SnapshotId(FORM.format(start.truncatedTo(ChronoUnit.SECONDS)));
    }

    Instant startedAt() {
        return FORM.parse(value, Instant::from);
    }

    @Override
    public int compareTo(SnapshotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
