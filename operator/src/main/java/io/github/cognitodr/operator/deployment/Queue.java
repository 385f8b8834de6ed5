package io.github.cognitodr.operator.deployment;

import io.github.cognitodr.operator.aws.Side;

/** The two queues, by the names of the stacks' outputs. */
public enum Queue {
    /** Sign-ups of the primary that could not be copied at once. */
    RETRY(Side.PRIMARY, "Retry"),

    /** Requests for snapshots of the standby. */
    SNAPSHOT(Side.STANDBY, "Snapshot");

    private final Side side;
    private final String outputPrefix;

    Queue(Side side, String outputPrefix) {
        this.side = side;
        this.outputPrefix = outputPrefix;
    }

    /** Whose Region it is in. */
    public Side side() {
        return side;
    }

    String urlOutput() {
        return outputPrefix + "QueueUrl";
    }

    String deadLetterUrlOutput() {
        return outputPrefix + "DeadLetterQueueUrl";
    }
}
