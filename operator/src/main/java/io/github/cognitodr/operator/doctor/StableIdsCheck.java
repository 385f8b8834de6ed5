package io.github.cognitodr.operator.doctor;

/** No two users of a pool are the same person. */
record StableIdsCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "stable-ids";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        return pool.figures()
                .get()
                .map(figures -> figures.twice() == 0
                        ? Diagnosis.ok("each of " + figures.users() + " users has a stable id of its own")
                        : Diagnosis.critical(
                                figures.twice() + " stable ids are those of two users or more",
                                "Applications take them for one person: each sees the other's data",
                                "cognito-dr compare lists them. Find out who is who before you delete anybody"))
                .orElse(Diagnosis.skipped());
    }
}
