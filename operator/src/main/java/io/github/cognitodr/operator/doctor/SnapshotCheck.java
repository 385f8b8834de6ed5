package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.deployment.NewestSnapshot;
import io.github.cognitodr.operator.terminal.Spans;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** There is a snapshot, it is whole, and it is not old. */
record SnapshotCheck() implements Check.OfStandby {
    /** A day, and two hours for the schedule, the window and the listing; as the alarm has it. */
    static final Duration OLDEST = Duration.ofHours(26);

    private static final Duration FAR_TOO_OLD = Duration.ofDays(7);
    /** By so much two clocks may differ. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private static final int SHOWN = 3;
    private static final String WHY =
            "What the standby alone knows, its new users above all, can be brought home from a snapshot only";
    private static final String MEND = "See docs/runbook.md, No snapshot for 26 hours: it says how to ask for one";

    @Override
    public String id() {
        return "snapshot";
    }

    @Override
    public Diagnosis of(Facts facts) {
        Optional<NewestSnapshot> newest = facts.newestSnapshot().get();
        if (newest.isEmpty()) {
            return Diagnosis.critical("there is no snapshot of the standby", WHY, MEND);
        }
        NewestSnapshot snapshot = newest.get();
        if (!snapshot.isThere()) {
            return Diagnosis.critical(
                    "the newest snapshot " + snapshot.id() + " has no manifest that can be read", WHY, MEND);
        }
        if (!snapshot.amiss().isEmpty()) {
            return Diagnosis.critical(
                    "the newest snapshot " + snapshot.id() + " lacks what its manifest names: " + amiss(snapshot),
                    WHY + ", and restore refuses this one",
                    "Take another: docs/runbook.md, No snapshot for 26 hours, says how to ask for one. Find out who"
                            + " deletes or writes in the bucket");
        }
        Duration age = Duration.between(snapshot.startedAt(), facts.now());
        if (age.compareTo(CLOCKS.negated()) < 0) {
            return Diagnosis.warning(
                    "the newest snapshot, " + snapshot.id() + ", is of the future, by " + Spans.inWords(age.negated()),
                    "Its age cannot be told, and a later one may count as older",
                    "Compare this machine's clock with another; if it is right, look at who wrote latest.json");
        }
        String found = "the newest snapshot, " + snapshot.id() + ", is "
                + Spans.inWords(age.isNegative() ? Duration.ZERO : age) + " old";
        if (age.compareTo(FAR_TOO_OLD) > 0) {
            return Diagnosis.critical(found, WHY, MEND);
        }
        return age.compareTo(OLDEST) > 0 ? Diagnosis.warning(found, WHY, MEND) : Diagnosis.ok(found);
    }

    private static String amiss(NewestSnapshot snapshot) {
        List<String> all = snapshot.amiss();
        return String.join(", ", all.subList(0, Math.min(SHOWN, all.size())))
                + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
    }
}
