package io.github.cognitodr.sandbox.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a server, changeable at any time: for every operation, for one by its name, or for each request as a
 * function decides.
 *
 * <pre>{@code
 * region.faults().set(Fault.refuse());                                  // the Region is down
 * region.faults().set("AdminCreateUser", Fault.loseAnswer());           // done, and nobody hears of it
 * region.faults().choose(operation -> random.nextInt(10) == 0 ? Fault.throttle() : Fault.none());
 * region.faults().clear();
 * }</pre>
 *
 * <p>What is set for one operation goes before what is chosen, and that before what is set for all. An outage goes before
 * all of them, and leaves them as they are for when it ends. Thread-safe.
 *
 * @param <C> what a chooser is told of a call: its operation's name on Cognito, the object's key as well on S3
 */
public final class Faults<C> {
    private final Function<C, String> operation;
    private final Map<String, Fault> byOperation = new HashMap<>();
    private @Nullable Function<? super C, Fault> chooser;
    private @Nullable Predicate<? super C> outage;
    private Fault all = Fault.none();
    private long changes;

    /**
     * For a server.
     *
     * @param operation the name of a call's operation
     */
    public Faults(Function<C, String> operation) {
        this.operation = operation;
    }

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
     * @param chooser asked once for every request, from several threads at a time; in a Cognito Region,
     *     {@code PutObject} is the upload of an import file
     */
    public synchronized void choose(Function<? super C, Fault> chooser) {
        this.chooser = Objects.requireNonNull(chooser);
        changed();
    }

    /** Plays an outage: every connection closes without an answer and with nothing done, whatever else is set. */
    public void down() {
        down(call -> true);
    }

    /**
     * Plays an outage for some calls, in the place of the one that there may be.
     *
     * @param hit whether a call suffers it; asked from several threads at a time
     */
    public synchronized void down(Predicate<? super C> hit) {
        outage = Objects.requireNonNull(hit);
        changed();
    }

    /** Ends an outage; what else is set is set again. */
    public synchronized void up() {
        outage = null;
        changed();
    }

    /** Nothing is wrong any more, nor chosen, and no outage is left; calls that hang are let go. */
    public synchronized void clear() {
        byOperation.clear();
        chooser = null;
        outage = null;
        all = Fault.none();
        changed();
    }

    /** Nothing is wrong any more with one operation, but for what is chosen or set for all. */
    public synchronized void clear(String operation) {
        byOperation.remove(operation);
        changed();
    }

    /** For a server: settles what a request suffers. Asked once a request, since the chooser is. */
    public Ruling rule(C call) {
        String name = operation.apply(call);
        @Nullable Predicate<? super C> hit;
        @Nullable Fault set;
        @Nullable Function<? super C, Fault> asked;
        long asOf;
        synchronized (this) {
            hit = outage;
            set = set(name);
            asked = chooser;
            asOf = changes;
        }
        if (hit != null && hit.test(call)) {
            return new Ruling(this, name, Fault.refuse(), false, asOf);
        }
        if (set != null) {
            return new Ruling(this, name, set, false, asOf);
        }
        // Not under the lock: it is not ours, and may take its time or change the faults.
        return new Ruling(this, name, Objects.requireNonNull(asked).apply(call), true, asOf);
    }

    /** Waits until the hang that was settled is over. */
    synchronized void awaitChange(String operation, Ruling ruling) throws InterruptedException {
        while (ruling.chosen() ? ruling.changes() == changes : set(operation) instanceof Ruling.Hang) {
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
