package io.github.cognitodr.operator.doctor;

import java.util.Optional;

/** Whether an import is under way, which keeps others from starting. */
record ImportJobCheck() implements Check.OfPool {
    @Override
    public String id() {
        return "import-job";
    }

    @Override
    public Diagnosis of(PoolFacts pool) {
        Optional<String> job = pool.activeImport().get();
        return Diagnosis.ok(job.map(id -> "import job " + id + " is at work: until it ends no other job starts in this"
                        + " account, and the pool cannot be updated")
                .orElse("no import job is at work"));
    }
}
