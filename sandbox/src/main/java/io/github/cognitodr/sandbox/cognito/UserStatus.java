package io.github.cognitodr.sandbox.cognito;

/** A user's status; whether the user is enabled is separate. (facts, Users) */
enum UserStatus {
    UNCONFIRMED,
    CONFIRMED,
    RESET_REQUIRED,
    FORCE_CHANGE_PASSWORD,
    EXTERNAL_PROVIDER
}
