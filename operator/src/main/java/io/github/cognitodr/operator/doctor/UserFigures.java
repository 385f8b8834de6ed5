package io.github.cognitodr.operator.doctor;

/**
 * What a listing of a pool has shown.
 *
 * @param twice stable ids that more than one user has
 * @param withoutRecoveryContact local users whom "forgot password" cannot reach
 * @param forceChange users in FORCE_CHANGE_PASSWORD, in which "forgot password" is refused
 */
record UserFigures(long users, long twice, long withoutRecoveryContact, long forceChange) {}
