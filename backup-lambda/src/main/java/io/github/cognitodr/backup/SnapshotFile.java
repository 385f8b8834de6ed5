package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A finished file of a snapshot, as its manifest names it.
 *
 * @param rows users in it; the header of a CSV is not counted
 * @param bytes size of the object
 * @param sha256 of the object's bytes, lower-case hexadecimal
 */
record SnapshotFile(String key, long rows, long bytes, String sha256) {

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        json.put("rows", rows);
        json.put("bytes", bytes);
        json.put("sha256", sha256);
        return json;
    }

    static SnapshotFile of(JsonObject json) {
        return new SnapshotFile(json.text("key"), json.number("rows"), json.number("bytes"), json.text("sha256"));
    }
}
