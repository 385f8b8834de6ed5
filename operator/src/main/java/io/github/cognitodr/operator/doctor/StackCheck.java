package io.github.cognitodr.operator.doctor;

import java.util.Set;

/** The stack stands as it was last deployed, and nobody is changing it. */
record StackCheck() implements Check.OfPool {
    private static final Set<String> WELL = Set.of("CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE");
    private static final Set<String> ROLLED_BACK = Set.of("UPDATE_ROLLBACK_COMPLETE", "IMPORT_ROLLBACK_COMPLETE");

    @Override
    public String id() {
        return "stack";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        String status = pool.stackStatus().get();
        String found = "the stack is in " + status;
        if (WELL.contains(status)) {
            return Diagnosis.ok(found);
        }
        return ROLLED_BACK.contains(status)
                ? Diagnosis.warning(
                        found + ": the last deployment failed",
                        "What it was to bring is not there, such as an alarm, a permission or a newer function",
                        "Look at the stack's events for the first failure, mend that, and deploy again")
                : Diagnosis.warning(
                        found,
                        "Half a deployment may stand: what the other lines say of it may change",
                        "Wait for its end, or look at the stack's events and deploy again");
    }
}
