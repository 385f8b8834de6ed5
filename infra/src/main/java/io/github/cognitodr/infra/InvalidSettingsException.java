package io.github.cognitodr.infra;

import java.util.List;

/** The settings in {@code cdk.json} cannot be used; the message names every setting that is wrong, and what is allowed. */
public final class InvalidSettingsException extends RuntimeException {

    /** One sentence a wrong setting. */
    private final transient List<String> problems;

    InvalidSettingsException(List<String> problems) {
        super("cdk.json, \"" + Settings.CONTEXT_KEY + "\":\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return one sentence a wrong setting, in the order in which they were read
     */
    public List<String> problems() {
        return problems;
    }
}
