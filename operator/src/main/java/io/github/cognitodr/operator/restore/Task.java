package io.github.cognitodr.operator.restore;

/** What is to be done for a user. */
enum Task {
    /** Nothing: what became of the user is known already. */
    NONE,
    /** A row of an import file. */
    IMPORT,
    /** What an import cannot carry: AdminCreateUser and a password that nobody knows. */
    CREATE,
    /** AdminUpdateUserAttributes, AdminDisableUser. */
    CHANGE
}
