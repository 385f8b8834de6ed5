package io.github.cognitodr.backup;

import io.github.cognitodr.sandbox.faults.Fault;
import io.github.cognitodr.sandbox.lambda.LambdaFunction;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Kills a worker at one of its calls, in the thread that has the call: the worker is dead before anything is answered.
 *
 * @param <C> a call as the server knows it
 */
final class KilledAt<C> {
    private final LambdaFunction worker;
    private final Predicate<? super C> moment;
    private final boolean carriedOut;
    private final AtomicBoolean done = new AtomicBoolean();

    /**
     * A killing to come.
     *
     * @param moment asked at every call, until it is that one
     * @param carriedOut whether the last call still arrives
     */
    KilledAt(LambdaFunction worker, Predicate<? super C> moment, boolean carriedOut) {
        this.worker = worker;
        this.moment = moment;
        this.carriedOut = carriedOut;
    }

    Fault of(C call) {
        if (done.get() || !moment.test(call) || !done.compareAndSet(false, true)) {
            return Fault.none();
        }
        worker.killBusy();
        return carriedOut ? Fault.none() : Fault.refuse();
    }

    /** Whether it has come to that. */
    boolean isDone() {
        return done.get();
    }
}
