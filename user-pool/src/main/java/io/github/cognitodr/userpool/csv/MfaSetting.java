package io.github.cognitodr.userpool.csv;

/** Whether people of a pool use MFA. (API, UserPoolMfaType) */
public enum MfaSetting {
    OFF,
    OPTIONAL,
    REQUIRED
}
