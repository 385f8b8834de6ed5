package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.deployment.Queue;

/**
 * Nobody waits. A request for a snapshot is held back by design, and some may wait for the snapshot that is being taken;
 * many mean that nobody takes any.
 */
record WaitingCheck() implements Check.OfQueue {
    private static final int MOST_REQUESTS = 10;

    @Override
    public String id() {
        return "waiting";
    }

    @Override
    public Diagnosis of(QueueFacts queue) {
        Messages waiting = queue.waiting().get();
        if (queue.queue() == Queue.SNAPSHOT) {
            return ofRequests(waiting);
        }
        if (waiting.all() == 0) {
            return Diagnosis.ok("nothing waits");
        }
        return Diagnosis.warning(
                waiting.all() + " sign-ups wait to be copied",
                "In a failover now these people would have no account in the standby",
                "Look again in two minutes: each sign-up is held for one. If the number stays, see docs/runbook.md,"
                        + " People wait in the retry queue");
    }

    private static Diagnosis ofRequests(Messages waiting) {
        if (waiting.visible() > MOST_REQUESTS) {
            return Diagnosis.warning(
                    waiting.visible() + " requests for a snapshot wait, and nobody takes them",
                    "Snapshots come late or not at all: what the standby alone knows is in none",
                    "See whether TakeSnapshot runs: its log, its concurrency, its event source mapping. The requests"
                            + " themselves do no harm: one snapshot answers many");
        }
        return Diagnosis.ok(waiting.all() == 0 ? "nothing waits" : "requests that wait: " + waiting.all());
    }
}
