package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a run has been asked for, and how far it has come; both are kept in its ledger.
 *
 * @param choices all that changes the plan but the snapshot
 */
record RunState(String choices) {
    private static final String SNAPSHOT = "snapshot";
    private static final String CHOICES = "choices";
    private static final String NAME = "name";
    private static final String PLANNED_AT = "plannedAt";
    private static final String BEGUN_AT = "begunAt";

    static RunState of(RestoreRequest request, boolean isPrimary) {
        return new RunState((request.rebuildPrimary() ? "--rebuild-primary " : "")
                + (request.updateChanged() ? "--update-changed " : "")
                + (request.disable() ? "--disable " : "")
                + (isPrimary ? "into the primary, " : "into another pool, ")
                + "--rows-per-file " + request.rowsPerFile());
    }

    /**
     * Whether to go on with what was left.
     *
     * @return false if nothing was changed yet, and what was planned is old or was planned otherwise
     * @throws CommandException if something was changed, and is to be finished first
     */
    boolean mayGoOn(Ledger ledger, Optional<SnapshotId> wanted, Clock clock, Duration fresh, Output output) {
        Optional<String> snapshot = ledger.kept(SNAPSHOT);
        if (snapshot.isEmpty()) {
            return false;
        }
        boolean same = ledger.kept(CHOICES).equals(Optional.of(choices));
        if (hasBegun(ledger)) {
            if (wanted.isPresent() && !wanted.get().value().equals(snapshot.get())) {
                throw CommandException.wrongUse("A restore of the snapshot " + snapshot.get()
                        + " into this pool was interrupted: finish it with --from-snapshot " + snapshot.get()
                        + ", or begin anew with --fresh; what was done stays done.");
            }
            if (!same) {
                throw CommandException.wrongUse("A restore into this pool was interrupted; it was begun "
                        + ledger.kept(CHOICES).orElse("otherwise")
                        + ": finish it with the same options, or begin anew with --fresh; what was done stays done.");
            }
            output.note("Going on with the restore of the snapshot " + snapshot.get() + " that was interrupted; it was"
                    + " begun at " + ledger.kept(BEGUN_AT).orElse("?") + ".");
            return true;
        }
        Optional<Instant> plannedAt = ledger.kept(PLANNED_AT).map(Instant::parse);
        return same
                && plannedAt.map(at -> at.plus(fresh).isAfter(clock.instant())).orElse(true);
    }

    void keep(Ledger ledger, SnapshotId snapshot) {
        ledger.keep(CHOICES, choices);
        ledger.keep(NAME, snapshot + "-" + Long.toString(System.nanoTime() & 0xfffff, 36));
        ledger.keep(SNAPSHOT, snapshot.value());
    }

    /** The run's name among those of its pool, in the names of its import jobs. */
    static String name(Ledger ledger) {
        return ledger.kept(NAME).orElseThrow();
    }

    static boolean isPlanned(Ledger ledger) {
        return ledger.kept(PLANNED_AT).isPresent();
    }

    static void planned(Ledger ledger, Clock clock) {
        ledger.keep(PLANNED_AT, clock.instant().toString());
    }

    static boolean hasBegun(Ledger ledger) {
        return ledger.kept(BEGUN_AT).isPresent();
    }

    /** Notes that users will be changed; returns whether that was noted before. */
    static boolean begin(Ledger ledger, Clock clock) {
        if (hasBegun(ledger)) {
            return true;
        }
        ledger.keep(BEGUN_AT, clock.instant().toString());
        return false;
    }
}
