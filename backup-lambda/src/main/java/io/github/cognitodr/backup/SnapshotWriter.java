package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.ProfileRecord;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.ImportRules;
import io.github.cognitodr.userpool.csv.Importability;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import io.github.cognitodr.userpool.snapshot.FileKind;
import io.github.cognitodr.userpool.snapshot.SnapshotContents;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the files of one run of a snapshot, user by user. Closing it gives up what has not been {@link #complete
 * completed}. Not thread-safe.
 */
final class SnapshotWriter implements AutoCloseable {
    private final ImportRules rules;
    private final SnapshotContents before;
    private final Map<FileKind, RollingFile> files = new EnumMap<>(FileKind.class);
    private final Map<UnimportableReason, Long> unimportable = new EnumMap<>(UnimportableReason.class);

    private long users;
    private long importable;
    private long newUsers;

    /**
     * Goes on where a checkpoint stands.
     *
     * @param checkpoint claimed by this run
     */
    SnapshotWriter(
            SnapshotStore store, UserPoolId pool, Checkpoint checkpoint, ImportRules rules, RollingFile.Limits limits) {
        this.rules = rules;
        this.before = checkpoint.contents();
        this.users = before.users();
        this.importable = before.importable();
        this.newUsers = before.newUsers();
        this.unimportable.putAll(before.unimportable());
        byte[] csvHeader = rules.headerRow().getBytes(StandardCharsets.UTF_8);
        for (FileKind kind : FileKind.values()) {
            int number = before.files(kind).size();
            RollingFile.Files named = new RollingFile.Files() {
                @Override
                public String key(int number) {
                    return SnapshotKeys.file(pool, checkpoint.snapshot(), kind, number, checkpoint.run());
                }

                @Override
                public ObjectWriter open(String key) throws IOException {
                    return store.open(key, kind.contentType(), checkpoint.retention());
                }
            };
            files.put(
                    kind,
                    new RollingFile(
                            named, number, kind.isCsv() ? csvHeader : new byte[0], kind.isCompressed(), limits));
        }
    }

    void write(UserProfile user) throws IOException {
        users++;
        file(FileKind.PROFILES).write(ProfileRecord.line(user));
        Importability importability = rules.classify(user);
        if (importability instanceof Importability.Importable row) {
            importable++;
            byte[] bytes = row.row().getBytes(StandardCharsets.UTF_8);
            file(FileKind.USERS).write(bytes);
            if (user.isNative()) {
                newUsers++;
                file(FileKind.NEW_USERS).write(bytes);
            }
        } else if (importability instanceof Importability.Unimportable left) {
            unimportable.merge(left.first(), 1L, Long::sum);
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("reasons", left.reasons().stream().map(Enum::name).toList());
            object.put("record", ProfileRecord.of(user));
            file(FileKind.UNIMPORTABLE).write(line(object));
        }
    }

    /** How many users have been written, by all runs. */
    long users() {
        return users;
    }

    /** Ends all open files, and tells what there is now; rows that follow begin new files. */
    SnapshotContents complete() throws IOException {
        for (FileKind kind : FileKind.values()) {
            file(kind).finish();
        }
        List<SnapshotFile> all = new ArrayList<>();
        for (FileKind kind : FileKind.values()) {
            all.addAll(before.files(kind));
            all.addAll(file(kind).finished());
        }
        return new SnapshotContents(users, importable, newUsers, unimportable, all);
    }

    /** Ends all files of the whole snapshot, of which there is always one for imports. */
    SnapshotContents completeWhole() throws IOException {
        file(FileKind.USERS).writeAtLeastOneFile();
        return complete();
    }

    @Override
    public void close() {
        files.values().forEach(RollingFile::close);
    }

    private RollingFile file(FileKind kind) {
        return Objects.requireNonNull(files.get(kind));
    }

    private static byte[] line(Map<String, Object> object) {
        byte[] json = Json.write(object);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }
}
