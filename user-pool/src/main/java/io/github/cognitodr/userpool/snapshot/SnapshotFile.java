package io.github.cognitodr.userpool.snapshot;

import io.github.cognitodr.userpool.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A finished file of a snapshot, as its manifest names it. A negative number is refused with an
 * IllegalArgumentException.
 *
 * @param key within the bucket
 * @param rows users in it; the header of a CSV is not counted
 * @param bytes size of the object, which of a gzipped file is the compressed one
 * @param sha256 of the object's bytes, lower-case hexadecimal
 */
public record SnapshotFile(String key, long rows, long bytes, String sha256) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public SnapshotFile {
        if (rows < 0 || bytes < 0) {
            throw new IllegalArgumentException("A file of " + rows + " rows and " + bytes + " bytes");
        }
    }

    /** What the key ends with: {@code users-0001.csv}. */
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key);
        json.put("rows", rows);
        json.put("bytes", bytes);
        json.put("sha256", sha256);
        return json;
    }

    /** Reads what {@link #toJson} wrote; everything else is a MalformedJsonException. */
    static SnapshotFile of(JsonObject json) {
        return new SnapshotFile(
                json.text("key"), json.count("rows"), json.count("bytes"), json.parse("sha256", SnapshotFile::hash));
    }

    private static String hash(String text) {
        if (!SHA256.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a SHA-256");
        }
        return text;
    }
}
