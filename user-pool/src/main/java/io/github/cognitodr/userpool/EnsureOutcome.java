package io.github.cognitodr.userpool;

/** What {@link UserCopier} found or did. */
public enum EnsureOutcome {
    /** Made just now, and able to recover the account. */
    CREATED,

    /** Made just now, but with no verified address or number: "forgot password" cannot reach the person. */
    CREATED_WITHOUT_RECOVERY_CONTACT,

    /** The same person is there. Nothing was changed. */
    ALREADY_PRESENT,

    /** The same; but "forgot password" cannot reach the person. An attempt whose answer was lost may have made the copy. */
    PRESENT_WITHOUT_RECOVERY_CONTACT,

    /** Nobody is there under this sign-in value, and none was to be created. */
    MISSING,

    /** The same person is there, left half way by an earlier attempt, and was not finished here. */
    HALF_CREATED,

    /** Somebody else has the address in the target pool. Nothing was changed. */
    IDENTITY_CONFLICT;

    /** The copy has just been made, or finished. */
    public boolean isCopied() {
        return this == CREATED || this == CREATED_WITHOUT_RECOVERY_CONTACT;
    }
}
