package io.github.cognitodr.operator.doctor;

/** The stack stands, and nobody is changing it. */
record StackCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "stack";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        String status = pool.stackStatus().get();
        return status.endsWith("_COMPLETE") && !status.startsWith("DELETE") && !status.startsWith("ROLLBACK")
                ? Diagnosis.ok("the stack is in " + status)
                : Diagnosis.warning(
                        "the stack is in " + status,
                        "Half a deployment may stand: what the other lines say of it may change",
                        "Wait for its end, or look at the stack's events and deploy again");
    }
}
