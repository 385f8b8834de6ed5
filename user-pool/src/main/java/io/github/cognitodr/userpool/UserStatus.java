package io.github.cognitodr.userpool;

/** Status of a user as Cognito names it. Whether the user is enabled is a separate matter. */
public enum UserStatus {
    UNCONFIRMED,
    CONFIRMED,
    RESET_REQUIRED,

    /** Made by AdminCreateUser and never finished: ForgotPassword is refused, so the person is locked out. */
    FORCE_CHANGE_PASSWORD,

    /** Signs in with another identity provider. */
    EXTERNAL_PROVIDER,

    /** A status that this version does not know. It is kept apart, never taken for another. */
    UNKNOWN;

    /** The status of this name; {@link #UNKNOWN} for a name that Cognito may add one day. */
    public static UserStatus ofName(String name) {
        for (UserStatus status : values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return UNKNOWN;
    }
}
