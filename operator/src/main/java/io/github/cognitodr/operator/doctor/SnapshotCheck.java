package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.deployment.NewestSnapshot;
import io.github.cognitodr.operator.terminal.Spans;
import java.time.Duration;
import java.util.Optional;

/** There is a snapshot, and it is not old. */
record SnapshotCheck() implements Check.OfStandby {
    /** A day, and two hours for the schedule, the window and the listing; as the alarm has it. */
    static final Duration OLDEST = Duration.ofHours(26);

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
        Duration age = Duration.between(snapshot.startedAt(), facts.now());
        String found = "the newest snapshot, " + snapshot.id() + ", is " + Spans.inWords(age) + " old";
        return age.compareTo(OLDEST) > 0 ? Diagnosis.warning(found, WHY, MEND) : Diagnosis.ok(found);
    }
}
