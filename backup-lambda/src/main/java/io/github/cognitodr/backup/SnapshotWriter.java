package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.ProfileRecord;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.ImportRules;
import io.github.cognitodr.userpool.csv.Importability;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes the files of one snapshot, user by user. Closing it before {@link #finish} gives up what is not finished. Not
 * thread-safe.
 */
final class SnapshotWriter implements AutoCloseable {
    private final UserPoolId pool;
    private final SnapshotId id;
    private final ImportRules rules;
    private final Map<FileKind, RollingFile> files = new EnumMap<>(FileKind.class);
    private final Map<UnimportableReason, Long> unimportable = new EnumMap<>(UnimportableReason.class);

    private long users;
    private long importable;
    private long newUsers;

    SnapshotWriter(
            SnapshotStore store,
            UserPoolId pool,
            SnapshotId id,
            ImportRules rules,
            Retention retention,
            RollingFile.Limits limits) {
        this.pool = pool;
        this.id = id;
        this.rules = rules;
        byte[] csvHeader = rules.headerRow().getBytes(StandardCharsets.UTF_8);
        for (FileKind kind : FileKind.values()) {
            boolean csv = kind == FileKind.USERS || kind == FileKind.NEW_USERS;
            files.put(
                    kind,
                    new RollingFile(
                            number -> store.open(
                                    SnapshotKeys.file(pool, id, kind, number), kind.contentType(), retention),
                            number -> SnapshotKeys.file(pool, id, kind, number),
                            csv ? csvHeader : new byte[0],
                            kind == FileKind.PROFILES,
                            limits));
        }
    }

    void write(UserProfile user) throws IOException {
        users++;
        Map<String, Object> record = ProfileRecord.of(user);
        file(FileKind.PROFILES).write(line(record));
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
            object.put("record", record);
            file(FileKind.UNIMPORTABLE).write(line(object));
        }
    }

    /** Ends all files, and tells what is in them. */
    Manifest finish(Instant finishedAt) throws IOException {
        file(FileKind.USERS).writeAtLeastOneFile();
        List<SnapshotFile> all = new ArrayList<>();
        for (FileKind kind : FileKind.values()) {
            all.addAll(file(kind).finish());
        }
        return new Manifest(
                pool,
                id,
                id.startedAt(),
                finishedAt,
                users,
                importable,
                newUsers,
                unimportable,
                all,
                rules.csvHeader());
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
