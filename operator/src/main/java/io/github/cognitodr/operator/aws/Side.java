package io.github.cognitodr.operator.aws;

/** One of the two pools. */
public enum Side {
    PRIMARY("primary"),
    STANDBY("standby");

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** As options and messages name it. */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }
}
