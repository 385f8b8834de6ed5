package io.github.cognitodr.operator.restore;

/** What became of a user of the snapshot; each has exactly one. */
enum Outcome {
    IMPORTED("imported", "by an import job"),
    CREATED("created", "by the API"),
    CHANGED("changed", "brought up to date"),
    ALREADY_THERE("already there", ""),
    DIFFERS("differs", "there, but not alike; nothing was changed"),
    IN_CONFLICT("in conflict", "somebody else is there; nothing was changed"),
    DELETED_THERE("deleted there", "not brought back without --rebuild-primary"),
    LEFT_OUT("left out", ""),
    FAILED("failed", "");

    private final String label;
    private final String meaning;

    Outcome(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** As people read it. */
    String label() {
        return label;
    }

    /** A few words more; may be empty. */
    String meaning() {
        return meaning;
    }

    /** The name in JSON. */
    String id() {
        StringBuilder id = new StringBuilder();
        for (String word : label.split(" ", -1)) {
            id.append(id.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return id.toString();
    }

    /** Whether somebody has to look at it. */
    boolean isTrouble() {
        return this == IN_CONFLICT || this == FAILED;
    }

    /** Whether the person is in the target now. */
    boolean isThere() {
        return this == IMPORTED || this == CREATED || this == CHANGED || this == ALREADY_THERE || this == DIFFERS;
    }
}
