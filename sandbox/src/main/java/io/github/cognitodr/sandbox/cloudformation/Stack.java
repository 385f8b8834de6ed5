package io.github.cognitodr.sandbox.cloudformation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack as of one moment.
 *
 * @param id its ARN
 * @param updated null while it is as it was created
 */
record Stack(
        String name,
        String id,
        Instant created,
        @Nullable Instant updated,
        StackStatus status,
        List<StackOutput> outputs) {

    Stack {
        outputs = List.copyOf(outputs);
    }

    Stack with(StackStatus newStatus) {
        return new Stack(name, id, created, updated, newStatus, outputs);
    }

    Stack with(List<StackOutput> newOutputs, Instant now) {
        return new Stack(name, id, created, now, StackStatus.UPDATE_COMPLETE, newOutputs);
    }
}
