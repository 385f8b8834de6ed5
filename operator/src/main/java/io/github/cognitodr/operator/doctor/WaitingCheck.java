package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.deployment.Queue;

/** Nobody waits. A request for a snapshot does so by design, and is no reason to warn. */
record WaitingCheck() implements Check.OfQueue {
    @Override
    public String id() {
        return "waiting";
    }

    @Override
    public Diagnosis of(QueueFacts queue) {
        long waiting = queue.waiting().get();
        if (waiting == 0 || queue.queue() == Queue.SNAPSHOT) {
            return Diagnosis.ok(waiting == 0 ? "nothing waits" : "requests that wait: " + waiting);
        }
        return Diagnosis.warning(
                waiting + " sign-ups wait to be copied",
                "In a failover now these people would have no account in the standby",
                "Look again in two minutes: each sign-up is held for one. If the number stays, see docs/runbook.md,"
                        + " People wait in the retry queue");
    }
}
