package io.github.cognitodr.operator.sync;

/** What is done to bring the standby into step. */
enum Action {
    CREATE("create", "users of the primary whom the standby lacks"),
    FINISH("finish", "copies that were left half way"),
    UPDATE("update", "users whose attributes differ"),
    ADOPT("adopt", "older copies, by their verified address"),
    DISABLE("disable", "users who are disabled in the primary"),
    ENABLE("enable", "users who are enabled in the primary"),
    DISABLE_GONE("disable", "copies whose owner is gone from the primary");

    private final String verb;
    private final String whom;

    Action(String verb, String whom) {
        this.verb = verb;
        this.whom = whom;
    }

    String verb() {
        return verb;
    }

    String whom() {
        return whom;
    }
}
