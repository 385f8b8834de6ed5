package io.github.cognitodr.operator.doctor;

/** "Forgot password" reaches everybody. */
record RecoveryContactsCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "recovery-contacts";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        return pool.figures()
                .get()
                .map(figures -> figures.withoutRecoveryContact() == 0
                        ? Diagnosis.ok("everybody has a verified contact to recover by")
                        : Diagnosis.warning(
                                figures.withoutRecoveryContact() + " of " + figures.users()
                                        + " users have no verified contact",
                                "\"Forgot password\" cannot reach them: after a failover they are locked out",
                                "Have them verify an address before; afterwards only a person who knows them can help"))
                .orElse(Diagnosis.skipped());
    }
}
