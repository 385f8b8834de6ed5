package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.Metric;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import io.github.cognitodr.userpool.snapshot.SnapshotContents;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.util.ArrayList;
import java.util.List;

/** The figures of a sealed snapshot, for dashboards and alarms. */
final class SnapshotMetrics {
    /** When the listing began, in seconds since 1970: a dashboard subtracts it from the time it shows. */
    static final String STARTED_AT = "SnapshotStartedAt";

    static final String USERS = "SnapshotUsers";

    static final String NEW_USERS = "SnapshotNewUsers";

    /** Before the name of the reason. */
    static final String UNIMPORTABLE = "Unimportable_";

    private SnapshotMetrics() {}

    /** Reasons that nobody has are told too: a line that goes down to nothing is not one that breaks off. */
    static List<Metric> of(SnapshotId snapshot, SnapshotContents contents) {
        List<Metric> metrics = new ArrayList<>();
        metrics.add(Metric.seconds(STARTED_AT, snapshot.startedAt().getEpochSecond()));
        metrics.add(Metric.count(USERS, contents.users()));
        metrics.add(Metric.count(NEW_USERS, contents.newUsers()));
        for (UnimportableReason reason : UnimportableReason.values()) {
            metrics.add(
                    Metric.count(UNIMPORTABLE + reason, contents.unimportable().getOrDefault(reason, 0L)));
        }
        return metrics;
    }
}
