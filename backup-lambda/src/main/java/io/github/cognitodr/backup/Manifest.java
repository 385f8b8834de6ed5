package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.UserPoolId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Table of contents of a sealed snapshot, {@code manifest.json}. A snapshot without one does not exist to anybody. */
record Manifest(
        UserPoolId userPoolId,
        SnapshotId snapshotId,
        Instant finishedAt,
        SnapshotContents contents,
        List<String> csvHeader) {
    static final int FORMAT_VERSION = 1;

    Manifest {
        csvHeader = List.copyOf(csvHeader);
    }

    /** Always the same bytes for the same manifest. */
    byte[] toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("formatVersion", FORMAT_VERSION);
        json.put("userPoolId", userPoolId.value());
        json.put("snapshotId", snapshotId.value());
        json.put("startedAt", snapshotId.startedAt().toString());
        json.put("finishedAt", finishedAt.toString());
        contents.writeTo(json);
        json.put("csvHeader", csvHeader);
        return Json.write(json);
    }
}
