package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a snapshot holds, or has come to hold so far. Immutable.
 *
 * @param newUsers of the importable, those born in this pool
 * @param unimportable users that are not in the CSV, counted under the first reason that applies
 * @param files complete objects
 */
record SnapshotContents(
        long users,
        long importable,
        long newUsers,
        Map<UnimportableReason, Long> unimportable,
        List<SnapshotFile> files) {

    static final SnapshotContents NONE = new SnapshotContents(0, 0, 0, Map.of(), List.of());

    SnapshotContents {
        Map<UnimportableReason, Long> byReason = new EnumMap<>(UnimportableReason.class);
        byReason.putAll(unimportable);
        unimportable = Collections.unmodifiableMap(byReason);
        files = List.copyOf(files);
        long left = unimportable.values().stream().mapToLong(Long::longValue).sum();
        if (users != importable + left) {
            throw new IllegalArgumentException(
                    users + " users, but " + importable + " importable and " + left + " unimportable");
        }
    }

    /** Adds its members to a JSON object. */
    void writeTo(Map<String, Object> json) {
        json.put("users", users);
        json.put("importable", importable);
        json.put("newUsers", newUsers);
        Map<String, Long> reasons = new LinkedHashMap<>();
        unimportable.forEach((reason, count) -> reasons.put(reason.name(), count));
        json.put("unimportable", reasons);
        json.put("files", files.stream().map(SnapshotFile::toJson).toList());
    }

    /**
     * Reads what {@link #writeTo} wrote.
     *
     * @throws io.github.cognitodr.userpool.MalformedJsonException if something is missing or of another kind
     */
    static SnapshotContents readFrom(JsonObject json) {
        Map<UnimportableReason, Long> reasons = new EnumMap<>(UnimportableReason.class);
        JsonObject counts = json.object("unimportable");
        for (String name : counts.names()) {
            reasons.put(reason(name), counts.number(name));
        }
        List<SnapshotFile> files = new ArrayList<>();
        json.objects("files").forEach(file -> files.add(SnapshotFile.of(file)));
        return new SnapshotContents(
                json.number("users"), json.number("importable"), json.number("newUsers"), reasons, files);
    }

    private static UnimportableReason reason(String name) {
        try {
            return UnimportableReason.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new MalformedJsonException("An unknown reason for being unimportable");
        }
    }
}
