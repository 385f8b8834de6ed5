package io.github.cognitodr.benchmarks;

import java.util.HashMap;
import java.util.Map;

/** What the functions of the snapshots are started with. */
final class SnapshotSettings {
    /** Cognito's own for ListUsers, a second and of all callers. */
    static final int QUOTA = 30;

    /** The most that the worker takes for LIST_USERS_RPS. */
    static final int UNHINDERED = 1_000;

    /** At most, for ListUsers. */
    static final int USERS_A_PAGE = 60;

    /** {@code snapshotMemoryMb} of the stacks where nobody chooses another. */
    static final int MEMORY_MEGABYTES = 1_024;

    /** JAVA_TOOL_OPTIONS of the worker in the stacks. */
    static final String WORKERS_JAVA_OPTIONS =
            "-XX:+TieredCompilation -XX:TieredStopAtLevel=4 -XX:+UseSerialGC" + " -Xms112m -Xmn80m -XX:SurvivorRatio=2";

    private SnapshotSettings() {}

    /** @param listUsersRps pages a second */
    static Map<String, String> environment(String queueUrl, String bucket, int listUsersRps) {
        return Map.of(
                "SNAPSHOT_QUEUE_URL",
                queueUrl,
                "BACKUP_BUCKET",
                bucket,
                "LIST_USERS_RPS",
                Integer.toString(listUsersRps),
                "SNAPSHOT_WINDOW_SECONDS",
                "300",
                "SNAPSHOT_SETTLE_SECONDS",
                "60",
                "USERNAME_ATTRIBUTE",
                "email");
    }

    /**
     * Of a function that lists.
     *
     * @param listUsersRps pages a second
     */
    static Map<String, String> listingEnvironment(String queueUrl, String bucket, int listUsersRps) {
        Map<String, String> more = new HashMap<>(environment(queueUrl, bucket, listUsersRps));
        more.put("JAVA_TOOL_OPTIONS", WORKERS_JAVA_OPTIONS);
        return more;
    }
}
