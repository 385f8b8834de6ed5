package io.github.cognitodr.benchmarks;

import java.nio.file.Path;

/** A function that saves a pool to S3, asked to by a message of the snapshot queue. */
enum SnapshotFunction {
    /** The worker, exactly as it is deployed. */
    WORKER("TakeSnapshot", "io.github.cognitodr.backup.TakeSnapshot"),

    /** What most samples do: one page after another, all users in a list, one text, one object. */
    ONE_PAGE_AT_A_TIME("one page after another", "io.github.cognitodr.onepage.OnePageAtATime");

    private final String label;
    private final String handler;

    SnapshotFunction(String label, String handler) {
        this.label = label;
        this.handler = handler + "::handleRequest";
    }

    /** As the tables call it. */
    String label() {
        return label;
    }

    String handler() {
        return handler;
    }

    Path jar(Jars jars) {
        return switch (this) {
            case WORKER -> jars.backup();
            case ONE_PAGE_AT_A_TIME -> jars.onePageAtATime();
        };
    }

    /** @throws BenchmarkException unless every user of the pool is in what was saved */
    void check(SavedPool saved, int users) {
        switch (this) {
            case WORKER -> saved.checkSnapshot(users);
            case ONE_PAGE_AT_A_TIME -> saved.checkFile(users);
        }
    }
}
