package io.github.cognitodr.sandbox.cognito;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a Region, changeable at any time: for every operation, or for one by its name.
 *
 * <pre>{@code
 * region.faults().set(Fault.refuse());                                  // the Region is down
 * region.faults().set("AdminCreateUser", Fault.loseAnswer());           // done, and nobody hears of it
 * region.faults().clear();
 * }</pre>
 *
 * <p>What is set for one operation goes before what is set for all. Thread-safe.
 */
public final class Faults {
    private final Object changed = new Object();
    private final Map<String, Fault> byOperation = new ConcurrentHashMap<>();
    private volatile Fault all = Fault.none();

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

        /** InternalErrorException, HTTP 500; nothing was done. */
        static Fault error500() {
            return new Error500();
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

    record Error500() implements Fault {}

    record LoseAnswer() implements Fault {}

    /** For every operation. */
    public void set(Fault fault) {
        all = fault;
        wake();
    }

    /** For one operation, such as {@code ListUsers}. */
    public void set(String operation, Fault fault) {
        byOperation.put(operation, fault);
        wake();
    }

    /** Nothing is wrong any more; calls that hang are let go. */
    public void clear() {
        byOperation.clear();
        all = Fault.none();
        wake();
    }

    /** Nothing is wrong any more with one operation, but for what is set for all. */
    public void clear(String operation) {
        byOperation.remove(operation);
        wake();
    }

    Fault of(@Nullable String operation) {
        Fault own = operation == null ? null : byOperation.get(operation);
        return own == null ? all : own;
    }

    void awaitChange(@Nullable String operation) throws InterruptedException {
        synchronized (changed) {
            while (of(operation) instanceof Hang) {
                changed.wait();
            }
        }
    }

    private void wake() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }
}
