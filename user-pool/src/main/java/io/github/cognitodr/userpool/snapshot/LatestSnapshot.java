package io.github.cognitodr.userpool.snapshot;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.JsonObject;
import java.util.Map;

/**
 * The content of {@code latest.json}: {@code {"snapshotId":"20261122T063000Z"}}. The snapshot was sealed when it was named;
 * its manifest may have expired since.
 */
public record LatestSnapshot(SnapshotId snapshotId) {
    private static final String SNAPSHOT_ID = "snapshotId";

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws io.github.cognitodr.userpool.MalformedJsonException if it is something else
     */
    public static LatestSnapshot parse(byte[] utf8) {
        return new LatestSnapshot(JsonObject.parse(utf8).parse(SNAPSHOT_ID, SnapshotId::new));
    }

    /** Always the same bytes for the same snapshot. */
    public byte[] toJson() {
        return Json.write(Map.of(SNAPSHOT_ID, snapshotId.value()));
    }
}
