package io.github.cognitodr.operator.census;

/**
 * What a user of one part is to the other part. Users are the same person only if their stable ids are equal; what they
 * sign in with is the second key, and finds conflicts.
 */
public enum Finding {
    /** In both, alike. */
    SAME,

    /** In both, with other attributes, or enabled in one only. */
    CHANGED,

    /** In both; but the target's copy was left half way (FORCE_CHANGE_PASSWORD), and "forgot password" is refused. */
    UNFINISHED,

    /** In the source only, and nobody in the target signs in with the same. */
    MISSING,

    /** The same sign-in value, verified in both, and the target's user knows of no origin: an older copy, most likely. */
    ADOPTABLE,

    /** The same sign-in value, but somebody else. */
    CONFLICT,

    /** The same sign-in value, but a copy of somebody who is not in the source: deleted there, and signed up again. */
    REPLACED,

    /** In the target only. */
    EXTRA,

    /** Two users of one part have this stable id: nobody can say who is who. */
    TWICE
}
