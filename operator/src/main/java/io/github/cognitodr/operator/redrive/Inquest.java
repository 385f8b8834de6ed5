package io.github.cognitodr.operator.redrive;

/** Finds out why a message died, as things are now. */
interface Inquest {
    Verdict of(DeadLetter letter);

    /** The group of the live FIFO queue that messages go to. */
    String group();
}
