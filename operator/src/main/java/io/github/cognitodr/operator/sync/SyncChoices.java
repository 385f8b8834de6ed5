package io.github.cognitodr.operator.sync;

/**
 * What the operator has to say beforehand, since it cannot be taken back easily.
 *
 * @param adopt whether older copies are given the stable id of who has their verified address in the primary
 * @param enable whether users who are disabled in the standby only are enabled there
 * @param disableMany whether more than {@link SyncPlan#MOST_GONE_PERCENT} of the standby may be disabled
 * @param swappedSides whether to go on although most pairs are copies of the standby's users in the primary
 */
public record SyncChoices(boolean adopt, boolean enable, boolean disableMany, boolean swappedSides) {}
