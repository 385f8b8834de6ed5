package io.github.cognitodr.userpool.snapshot;

import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a snapshot holds, or has come to hold so far. Immutable. Counts that do not add up are refused with an
 * IllegalArgumentException.
 *
 * @param users all who were listed: the importable and the unimportable together
 * @param importable users in the files of {@link FileKind#USERS}
 * @param newUsers of the importable, those born in this pool and not known to the other side yet
 * @param unimportable users that are not in the CSV, counted under the first reason that applies; a reason that nobody has
 *     is left out
 * @param files complete objects
 */
public record SnapshotContents(
        long users,
        long importable,
        long newUsers,
        Map<UnimportableReason, Long> unimportable,
        List<SnapshotFile> files) {

    /** Of a snapshot that has just begun. */
    public static final SnapshotContents NONE = new SnapshotContents(0, 0, 0, Map.of(), List.of());

    public SnapshotContents {
        Map<UnimportableReason, Long> byReason = new EnumMap<>(UnimportableReason.class);
        byReason.putAll(unimportable);
        unimportable = Collections.unmodifiableMap(byReason);
        files = List.copyOf(files);
        long left = sum(unimportable);
        if (users != importable + left) {
            throw new IllegalArgumentException(
                    users + " users, but " + importable + " importable and " + left + " unimportable");
        }
        if (newUsers > importable) {
            throw new IllegalArgumentException(newUsers + " new users, but " + importable + " importable");
        }
    }

    /** The files of one kind, in the order in which they were written. */
    public List<SnapshotFile> files(FileKind kind) {
        return files.stream().filter(kind::isKindOf).toList();
    }

    /** How many rows the files of this kind must have together. */
    public long rows(FileKind kind) {
        return switch (kind) {
            case USERS -> importable;
            case NEW_USERS -> newUsers;
            case UNIMPORTABLE -> users - importable;
            case PROFILES -> users;
        };
    }

    /** Adds its members to a JSON object. */
    public void writeTo(Map<String, Object> json) {
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
     * @throws MalformedJsonException if something is missing or of another kind, or the counts do not add up
     */
    public static SnapshotContents readFrom(JsonObject json) {
        Map<UnimportableReason, Long> reasons = new EnumMap<>(UnimportableReason.class);
        JsonObject counts = json.object("unimportable");
        for (String name : counts.names()) {
            reasons.put(reason(name), counts.count(name));
        }
        long users = json.count("users");
        long importable = json.count("importable");
        long newUsers = json.count("newUsers");
        List<SnapshotFile> files =
                json.objects("files").stream().map(SnapshotFile::of).toList();
        try {
            return new SnapshotContents(users, importable, newUsers, reasons, files);
        } catch (IllegalArgumentException contradictory) {
            // a few counts, and nobody's data
            throw new MalformedJsonException("Counts that do not add up: " + contradictory.getMessage());
        }
    }

    private static long sum(Map<UnimportableReason, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static UnimportableReason reason(String name) {
        try {
            return UnimportableReason.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw new MalformedJsonException("An unknown reason for being unimportable");
        }
    }
}
