package io.github.cognitodr.operator.snapshot;

import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.util.List;

/**
 * The snapshots of one pool.
 *
 * @param sealed those with a manifest, the newest first
 * @param unsealed how many others there are: under way, given up, or expired but for some files
 */
public record PoolSnapshots(List<SnapshotId> sealed, int unsealed) {
    public PoolSnapshots {
        sealed = List.copyOf(sealed);
    }
}
