package io.github.cognitodr.sandbox.faults;

/**
 * What AWS says where no policy allows a call: who it was, the action, and the resource, so that a reader can tell which
 * permission is missing. (IAM User Guide, Troubleshoot access denied error messages)
 */
public final class Denial {

    /** Whoever calls: the sandbox knows no roles. */
    private static final String CALLER = "arn:aws:sts::123456789012:assumed-role/sandbox/sandbox";

    private Denial() {}

    /**
     * The message.
     *
     * @param action as a policy names it, such as {@code cognito-idp:ListUsers}
     * @param resource an ARN, or {@code *} for an action that is on none
     */
    public static String of(String action, String resource) {
        return "User: " + CALLER + " is not authorized to perform: " + action + " on resource: " + resource
                + " because no identity-based policy allows the " + action + " action";
    }
}
