package io.github.cognitodr.sandbox.aws;

import java.util.Map;

/** Credentials that nobody but the sandbox takes. */
public final class SandboxCredentials {

    /** As a process is given them: by the SDK's variables. */
    public static final Map<String, String> VARIABLES = Map.of(
            "AWS_ACCESS_KEY_ID", "sandbox",
            "AWS_SECRET_ACCESS_KEY", "sandbox",
            "AWS_SESSION_TOKEN", "sandbox");

    private SandboxCredentials() {}
}
