package io.github.cognitodr.operator.restore;

/**
 * What became of a user.
 *
 * @param number in the order of the snapshot
 * @param reason in few words, without anybody's data; empty where none is needed
 */
record Settled(long number, Outcome outcome, String reason) {}
