package io.github.cognitodr.backup;

/** Why a listing is not continued but begun once more. */
enum Afresh {
    /** Cognito's pagination tokens live for an hour. */
    TOKEN_EXPIRED,

    /** Cognito refused a token all the same. */
    TOKEN_REFUSED,

    /** Run after run ended without a page saved: something is wrong with this snapshot, or with the function. */
    NO_PROGRESS,

    /** The pool's schema or settings have changed, and rows of two kinds must not stand in one snapshot. */
    RULES_CHANGED,

    /** It was written by another version of this project. */
    CHECKPOINT_UNREADABLE
}
