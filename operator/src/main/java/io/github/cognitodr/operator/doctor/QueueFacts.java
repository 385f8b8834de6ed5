package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.deployment.Queue;

/**
 * A queue and its dead letters.
 *
 * @param waiting messages that wait, are held back, or are being worked on
 * @param dead the same of the dead letters
 */
record QueueFacts(Queue queue, Fact<Messages> waiting, Fact<Messages> dead) {

    /** For lines: {@code retry queue}. */
    String name() {
        return queue == Queue.RETRY ? "retry queue" : "snapshot queue";
    }
}
