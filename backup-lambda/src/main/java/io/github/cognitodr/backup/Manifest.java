package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Table of contents of a sealed snapshot, {@code manifest.json}. A snapshot without one does not exist to anybody.
 *
 * @param unimportable users that are not in the CSV, counted under the first reason that applies
 */
record Manifest(
        UserPoolId userPoolId,
        SnapshotId snapshotId,
        Instant startedAt,
        Instant finishedAt,
        long users,
        long importable,
        long newUsers,
        Map<UnimportableReason, Long> unimportable,
        List<SnapshotFile> files,
        List<String> csvHeader) {
    static final int FORMAT_VERSION = 1;

    Manifest {
        files = List.copyOf(files);
        csvHeader = List.copyOf(csvHeader);
        long left = unimportable.values().stream().mapToLong(Long::longValue).sum();
        if (users != importable + left) {
            throw new IllegalArgumentException(
                    users + " users, but " + importable + " importable and " + left + " unimportable");
        }
    }

    byte[] toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("formatVersion", FORMAT_VERSION);
        json.put("userPoolId", userPoolId.value());
        json.put("snapshotId", snapshotId.value());
        json.put("startedAt", startedAt.toString());
        json.put("finishedAt", finishedAt.toString());
        json.put("users", users);
        json.put("importable", importable);
        json.put("newUsers", newUsers);
        Map<String, Long> reasons = new LinkedHashMap<>();
        for (UnimportableReason reason : UnimportableReason.values()) {
            if (unimportable.containsKey(reason)) {
                reasons.put(reason.name(), unimportable.get(reason));
            }
        }
        json.put("unimportable", reasons);
        List<Map<String, Object>> entries = new ArrayList<>();
        for (SnapshotFile file : files) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("key", file.key());
            entry.put("rows", file.rows());
            entry.put("bytes", file.bytes());
            entry.put("sha256", file.sha256());
            entries.add(entry);
        }
        json.put("files", entries);
        json.put("csvHeader", csvHeader);
        return Json.write(json);
    }
}
