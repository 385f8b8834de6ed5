package io.github.cognitodr.operator.doctor;

/** Nobody deletes the pool by mistake. */
record DeletionProtectionCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "deletion-protection";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        return "ACTIVE".equals(pool.description().get().deletionProtectionAsString())
                ? Diagnosis.ok("the pool is protected from deletion")
                : Diagnosis.warning(
                        "the pool is not protected from deletion",
                        "A pool that is deleted is gone, with every user in it",
                        "Activate deletion protection in the pool's settings");
    }
}
