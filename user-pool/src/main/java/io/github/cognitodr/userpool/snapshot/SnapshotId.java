package io.github.cognitodr.userpool.snapshot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Id of a snapshot: its start in UTC to the second, {@code 20261122T063000Z}. Ids sort as the snapshots were started.
 * A text of another form is refused with an IllegalArgumentException.
 */
public record SnapshotId(String value) implements Comparable<SnapshotId> {
    private static final int LENGTH = "20261122T063000Z".length();
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);

    public SnapshotId {
        if (!isOfItsForm(value)) {
            throw new IllegalArgumentException("Not a snapshot id such as 20261122T063000Z");
        }
    }

    /** Fractions of a second are cut, so that a snapshot never seems to have started later than it did. */
    public static SnapshotId startedAt(Instant start) {
        return new SnapshotId(FORM.format(start.truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The id of this text; empty if the text has another form. */
    public static Optional<SnapshotId> parse(String text) {
        return isOfItsForm(text) ? Optional.of(new SnapshotId(text)) : Optional.empty();
    }

    /** When its listing began, to the second. */
    public Instant startedAt() {
        return FORM.parse(value, Instant::from);
    }

    /** The earlier start comes first. */
    @Override
    public int compareTo(SnapshotId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isOfItsForm(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        try {
            FORM.parse(text);
            return true;
        } catch (DateTimeParseException otherForm) {
            return false;
        }
    }
}
