package io.github.cognitodr.operator.sync;

/** What is done to bring the standby into step. */
enum Action {
    CREATE("create", "users of the primary whom the standby lacks"),
    // first of all that is done to somebody who is there: whatever else fails, nobody disabled stays usable
    DISABLE("disable", "users who are disabled in the primary"),
    UPDATE("update", "users whose attributes differ"),
    FINISH("finish", "copies that were left half way"),
    ADOPT("adopt", "older copies, with the same verified contacts"),
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
