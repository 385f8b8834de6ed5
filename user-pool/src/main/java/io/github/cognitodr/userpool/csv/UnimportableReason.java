package io.github.cognitodr.userpool.csv;

/** Why a user does not go into the CSV. A user is counted under the first reason that applies, in this order. */
public enum UnimportableReason {
    /** Never confirmed the address: not a user yet. */
    UNCONFIRMED,

    /** Signs in with another identity provider; an import would make a local user of the same name. */
    FEDERATED,

    /**
     * A status without a documented meaning for an import (ARCHIVED, COMPROMISED, one of the future). An import would
     * make the user RESET_REQUIRED, which may lift what the status stands for.
     */
    UNKNOWN_STATUS,

    /** An import would enable the user. */
    DISABLED,

    /** None of the pool's auto-verified attributes is both there and verified: the job would fail the row. */
    NO_VERIFIED_CONTACT,

    /** Lacks an attribute that the pool requires, or the one that people sign in with. */
    MISSING_REQUIRED_ATTRIBUTE,

    /** A value with characters whose reading in the file Cognito does not document, or with blanks at its ends. */
    AMBIGUOUS_CHARACTERS,

    /** The row has more than 16,000 characters. */
    ROW_TOO_LONG,

    /** {@code birthdate} is not YYYY-MM-DD, so that it cannot be written as mm/dd/yyyy. */
    INVALID_BIRTHDATE,

    /** {@code updated_at} is not a whole number of seconds since the epoch, the only form that an import reads. */
    INVALID_UPDATED_AT
}
