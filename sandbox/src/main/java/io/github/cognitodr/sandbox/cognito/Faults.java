package io.github.cognitodr.sandbox.cognito;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a Region, changeable at any time: for every operation, for one by its name, or for each
 * request as a function decides.
 *
 * <pre>{@code
 * region.faults().set(Fault.refuse());                                  // the Region is down
 * region.faults().set("AdminCreateUser", Fault.loseAnswer());           // done, and nobody hears of it
 * region.faults().choose(operation -> random.nextInt(10) == 0 ? Fault.throttle() : Fault.none());
 * region.faults().clear();
 * }</pre>
 *
 * <p>What is set for one operation goes before what is chosen, and that before what is set for all. Thread-safe.
 */
public final class Faults {
    private final Map<String, Fault> byOperation = new HashMap<>();
    private @Nullable Function<String, Fault> chooser;
    private Fault all = Fault.none();
    private long changes;

    Faults() {}

    /** One way of failing. */
    public sealed interface Fault {
        /** Nothing is wrong; also exempts one operation from what is set for all. */
        static Fault none() {
            return new None();
        }

        /** The connection closes without an answer; nothing was done. */
        static Fault refuse() {
            return new Refuse();
        }

        /** No answer, until the fault is changed; then the connection closes. Nothing is done. */
        static Fault hang() {
            return new Hang();
        }

        /** The work starts so much later, in real time. */
        static Fault delay(Duration by) {
            return new Delay(by);
        }

        /** The work is done at once, counted against the quotas as ever, and its answer comes so much later, in real time. */
        static Fault delayAnswer(Duration by) {
            return new DelayAnswer(by);
        }

        /** TooManyRequestsException, HTTP 400, as a quota has it; nothing was done, and no quota was used. */
        static Fault throttle() {
            return new Throttle();
        }

        /** InternalErrorException, HTTP 500; nothing was done. */
        static Fault error500() {
            return new Error500();
        }

        /** HTTP 503 without a body or a code, as a load balancer answers in the place of Cognito; nothing was done. */
        static Fault bare503() {
            return new Bare503();
        }

        /** The work is done, and the connection closes without an answer. */
        static Fault loseAnswer() {
            return new LoseAnswer();
        }
    }

    record None() implements Fault {}

    record Refuse() implements Fault {}

    record Hang() implements Fault {}

    record Delay(Duration by) implements Fault {}

    record DelayAnswer(Duration by) implements Fault {}

    record Throttle() implements Fault {}

    record Error500() implements Fault {}

    record Bare503() implements Fault {}

    record LoseAnswer() implements Fault {}

    /** What one request suffers, and how many changes there had been when that was settled. */
    record Ruling(Fault fault, boolean chosen, long changes) {}

    /** For every operation. */
    public synchronized void set(Fault fault) {
        all = fault;
        changed();
    }

    /** For one operation, such as {@code ListUsers}. */
    public synchronized void set(String operation, Fault fault) {
        byOperation.put(operation, fault);
        changed();
    }

    /**
     * For each request as the function decides, in the place of what is set for all; not for the operations that have
     * something set for themselves. A {@link Fault#hang} that it chose lasts until the faults are changed in any way.
     *
     * @param chooser asked once for every request, with the operation's name, from several threads at a time;
     *     {@code PutObject} is the upload of an import file
     */
    public synchronized void choose(Function<String, Fault> chooser) {
        this.chooser = Objects.requireNonNull(chooser);
        changed();
    }

    /** Nothing is wrong any more, nor chosen; calls that hang are let go. */
    public synchronized void clear() {
        byOperation.clear();
        chooser = null;
        all = Fault.none();
        changed();
    }

    /** Nothing is wrong any more with one operation, but for what is chosen or set for all. */
    public synchronized void clear(String operation) {
        byOperation.remove(operation);
        changed();
    }

    /** Settles what a request suffers: asked once a request, since the chooser is. */
    Ruling of(String operation) {
        Function<String, Fault> asked;
        long asOf;
        synchronized (this) {
            Fault set = set(operation);
            if (set != null) {
                return new Ruling(set, false, changes);
            }
            asked = Objects.requireNonNull(chooser);
            asOf = changes;
        }
        // Not under the lock: it is not ours, and may take its time or change the faults.
        return new Ruling(asked.apply(operation), true, asOf);
    }

    /** Waits until the hang that was settled is over. */
    synchronized void awaitChange(String operation, Ruling ruling) throws InterruptedException {
        while (ruling.chosen ? ruling.changes == changes : set(operation) instanceof Hang) {
            wait();
        }
    }

    /** Null where the chooser has to be asked. */
    private @Nullable Fault set(String operation) {
        Fault own = byOperation.get(operation);
        return own != null || chooser != null ? own : all;
    }

    private void changed() {
        changes++;
        notifyAll();
    }
}
