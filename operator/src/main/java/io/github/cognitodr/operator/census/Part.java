package io.github.cognitodr.operator.census;

/** The two sets of users that are held against each other. */
public enum Part {
    /** Where users come from: the primary pool, or a snapshot. */
    SOURCE("source"),

    /** Where they are to be. */
    TARGET("target");

    private final String table;

    Part(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }
}
