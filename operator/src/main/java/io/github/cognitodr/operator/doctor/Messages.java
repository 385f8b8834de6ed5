package io.github.cognitodr.operator.doctor;

/**
 * What is in a queue; SQS's own estimates.
 *
 * @param visible could be received now, and nobody has
 * @param others held back, or being worked on
 */
record Messages(long visible, long others) {
    static final Messages NONE = new Messages(0, 0);

    long all() {
        return visible + others;
    }
}
