package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.deployment.Queue;

/** Nothing was given up. */
record DeadLettersCheck() implements Check.OfQueue {
    @Override
    public String id() {
        return "dead-letters";
    }

    @Override
    public Diagnosis of(QueueFacts queue) {
        long dead = queue.dead().get().all();
        if (dead == 0) {
            return Diagnosis.ok("no dead letters");
        }
        return Diagnosis.critical(
                dead + (dead == 1 ? " dead letter" : " dead letters"),
                queue.queue() == Queue.RETRY
                        ? "Each is a person who has no account in the standby. SQS forgets them after 14 days"
                        : "Each is a request for a snapshot that came to nothing",
                "cognito-dr redrive " + (queue.queue() == Queue.RETRY ? "retry" : "snapshot") + " says why they died,"
                        + " and sends them round again");
    }
}
