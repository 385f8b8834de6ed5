package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.pool.InParallel;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.PoolRefusedException;
import java.util.List;
import java.util.Map;

/**
 * Tells the pool that the snapshot is of who has come home: {@code custom:origin_sub} = the own sub. Such a user is not
 * called new by the next snapshot, and somebody who is deleted in the primary later is known to have been there. For one
 * thread.
 */
final class Marking {
    private static final int THREADS = 16;
    private static final int BATCH = 500;

    private final OperatorPool origin;
    private final Ledger ledger;
    private final Output output;

    /** @param origin the pool that the snapshot is of */
    Marking(OperatorPool origin, Ledger ledger, Output output) {
        this.origin = origin;
        this.ledger = ledger;
        this.output = output;
    }

    /** Returns whether nobody is left; says so where the pool does not answer. */
    boolean run() {
        long left = ledger.countUnmarked();
        if (left == 0) {
            return true;
        }
        try (Progress progress = output.progress("Marking in " + origin.side() + " pool", left, "users")) {
            origin.describe();
            InParallel.run(
                    THREADS,
                    new InBatches<>(BATCH, ledger::unmarked, Map.Entry::getKey),
                    this::mark,
                    ledger::marked,
                    ledger::save,
                    progress);
            return true;
        } catch (CommandException unreachable) {
            output.warning(String.valueOf(unreachable.getMessage()));
            output.warning(String.format(
                    "%,d users who were born in %s and are home now are not marked there yet. The same command"
                            + " does it when that pool answers; with --no-mark it ends without.",
                    ledger.countUnmarked(), origin));
            return false;
        }
    }

    private Long mark(Map.Entry<Long, String> user) {
        try {
            Changing.update(origin, user.getValue(), Map.of(Attributes.ORIGIN_SUB, user.getValue()));
        } catch (PoolRefusedException gone) {
            if (!List.of("UserNotFoundException").contains(gone.error())) {
                throw CommandException.aws(
                        origin + " does not take " + Attributes.ORIGIN_SUB + " for a user (" + gone.error()
                                + "): it has to be in the schema, and mutable.",
                        gone);
            }
        }
        return user.getKey();
    }
}
