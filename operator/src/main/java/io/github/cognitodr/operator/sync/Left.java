package io.github.cognitodr.operator.sync;

/** Why nothing, or not everything, is done about a user. */
enum Left {
    UNCONFIRMED("have not confirmed their sign-up yet", false),
    FEDERATED("sign in with another identity provider", false),
    UNKNOWN_STATUS("have a status that nobody knows the meaning of in a copy", false),
    BORN_THERE("signed up in the standby; restore brings them home", false),
    DISABLED_THERE("are disabled in the standby and enabled in the primary; --enable enables them", false),
    ADOPTABLE("are older copies without custom:origin_sub; --adopt adopts them", true),
    CONFLICT("have an address that belongs to somebody else in the standby", true),
    REPLACED(
            "have an address that is held by the copy of somebody who is gone from the primary: delete that copy"
                    + " (AdminDeleteUser), and sync again",
            true),
    TWICE("share a stable id with another user of their pool", true);

    private final String text;
    private final boolean listed;

    Left(String text, boolean listed) {
        this.text = text;
        this.listed = listed;
    }

    String text() {
        return text;
    }

    /** Whether somebody has to look at each of them. */
    boolean isListed() {
        return listed;
    }
}
