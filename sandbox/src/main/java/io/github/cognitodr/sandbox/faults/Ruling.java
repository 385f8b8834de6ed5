package io.github.cognitodr.sandbox.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one call suffers, settled once. Its server asks before the work whether there is any, and after it whether the
 * caller hears of it:
 *
 * <pre>{@code
 * Ruling ruling = faults.rule(call);
 * if (!ruling.admits()) { hangUp(); return; }
 * if (ruling.failure() != null) { answer(ruling.failure()); return; }
 * work();
 * if (ruling.answers()) { answer(); } else { hangUp(); }
 * }</pre>
 */
public final class Ruling {

    record None() implements Fault {}

    record Refuse() implements Fault {}

    record Hang() implements Fault {}

    record Delay(Duration by) implements Fault {}

    record DelayAnswer(Duration by) implements Fault {}

    record Fail(Failure failure) implements Fault {}

    record LoseAnswer() implements Fault {}

    private final Faults<?> faults;
    private final String operation;
    private final Fault fault;
    private final boolean chosen;
    private final long changes;

    /**
     * @param chosen by the chooser, so that a hang is over with the next change whatever it is
     * @param changes how many changes there had been when this was settled
     */
    Ruling(Faults<?> faults, String operation, Fault fault, boolean chosen, long changes) {
        this.faults = faults;
        this.operation = operation;
        this.fault = fault;
        this.chosen = chosen;
        this.changes = changes;
    }

    /**
     * Whether the call gets anywhere; returns when it is time. If not, the connection is to be closed, with nothing done and
     * nothing said.
     */
    public boolean admits() throws InterruptedException {
        if (fault instanceof Hang) {
            faults.awaitChange(operation, this);
            return false;
        }
        if (fault instanceof Delay delay) {
            Thread.sleep(delay.by().toMillis());
        }
        return !(fault instanceof Refuse);
    }

    /** What is answered in the place of the work; null if the work is to be done. */
    public @Nullable Failure failure() {
        return fault instanceof Fail fail ? fail.failure() : null;
    }

    /** Whether the caller hears of what was done; returns when it is time to say so. If not, the connection is to be closed. */
    public boolean answers() throws InterruptedException {
        if (fault instanceof DelayAnswer delay) {
            Thread.sleep(delay.by().toMillis());
        }
        return !(fault instanceof LoseAnswer);
    }

    boolean chosen() {
        return chosen;
    }

    long changes() {
        return changes;
    }
}
