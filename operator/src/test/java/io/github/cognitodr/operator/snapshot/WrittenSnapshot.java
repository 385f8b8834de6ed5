package io.github.cognitodr.operator.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.ProfileRecord;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.csv.ImportRules;
import io.github.cognitodr.userpool.csv.Importability;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import io.github.cognitodr.userpool.snapshot.FileKind;
import io.github.cognitodr.userpool.snapshot.LatestSnapshot;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotContents;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** A snapshot as the backup writes one, by the same rules, for tests of its readers; and ways to damage it. */
final class WrittenSnapshot {
    static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");
    static final SnapshotId ID = new SnapshotId("20261122T063000Z");

    private static final List<String> HEADER =
            List.of("cognito:username", "email", "email_verified", "name", "custom:origin_sub", "cognito:mfa_enabled");
    private static final ImportRules RULES =
            new ImportRules(HEADER, Set.of(), Set.of("email"), true, SignInAttribute.EMAIL);

    private final Map<FileKind, byte[]> files = new EnumMap<>(FileKind.class);
    private final Map<FileKind, Long> rows = new EnumMap<>(FileKind.class);
    private final Map<UnimportableReason, Long> reasons = new EnumMap<>(UnimportableReason.class);

    private WrittenSnapshot() {}

    /** So many users, of whom each tenth is disabled, and each fifth of the others was born there. */
    static WrittenSnapshot of(int users) {
        WrittenSnapshot snapshot = new WrittenSnapshot();
        snapshot.append(FileKind.USERS, RULES.headerRow());
        for (int number = 0; number < users; number++) {
            snapshot.add(user(number));
        }
        return snapshot;
    }

    private static UserProfile user(int number) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("sub", "sub-" + number);
        attributes.put("email", "person" + number + "@example.com");
        attributes.put("email_verified", "true");
        attributes.put("name", "Doe, Jané");
        if (number % 5 != 0) {
            attributes.put("custom:origin_sub", "tokyo-" + number);
        }
        return new UserProfile(
                "sub-" + number, attributes, "CONFIRMED", number % 10 != 9, Optional.empty(), Optional.empty());
    }

    private void add(UserProfile user) {
        append(FileKind.PROFILES, new String(ProfileRecord.line(user), UTF_8));
        count(FileKind.PROFILES);
        if (RULES.classify(user) instanceof Importability.Importable importable) {
            append(FileKind.USERS, importable.row());
            count(FileKind.USERS);
            if (user.isNative()) {
                if (!files.containsKey(FileKind.NEW_USERS)) {
                    append(FileKind.NEW_USERS, RULES.headerRow());
                }
                append(FileKind.NEW_USERS, importable.row());
                count(FileKind.NEW_USERS);
            }
        } else {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("reasons", List.of("DISABLED"));
            line.put("record", ProfileRecord.of(user));
            append(FileKind.UNIMPORTABLE, new String(Json.write(line), UTF_8) + "\n");
            count(FileKind.UNIMPORTABLE);
            reasons.merge(UnimportableReason.DISABLED, 1L, Long::sum);
        }
    }

    /** Changes a file, and the manifest with it: what is wrong then is not the hash. */
    WrittenSnapshot with(FileKind kind, UnaryOperator<String> edit) {
        files.put(kind, edit.apply(new String(bytes(kind), UTF_8)).getBytes(UTF_8));
        return this;
    }

    /** The manifest counts the reasons otherwise. */
    WrittenSnapshot withReasons(UnimportableReason reason) {
        long all = reasons.values().stream().mapToLong(Long::longValue).sum();
        reasons.clear();
        reasons.put(reason, all);
        return this;
    }

    private byte[] bytes(FileKind kind) {
        return files.getOrDefault(kind, new byte[0]);
    }

    private void append(FileKind kind, String text) {
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.writeBytes(bytes(kind));
        longer.writeBytes(text.getBytes(UTF_8));
        files.put(kind, longer.toByteArray());
    }

    private void count(FileKind kind) {
        rows.merge(kind, 1L, Long::sum);
    }

    /** Writes it under its id, and names it the latest. */
    Manifest put(BiConsumer<String, byte[]> bucket) {
        return put(bucket, ID);
    }

    Manifest put(BiConsumer<String, byte[]> bucket, SnapshotId id) {
        List<SnapshotFile> written = new ArrayList<>();
        files.forEach((kind, content) -> {
            byte[] object = kind.isCompressed() ? gzipped(content) : content;
            String key = SnapshotKeys.file(POOL, id, kind, 1, 1);
            bucket.accept(key, object);
            written.add(new SnapshotFile(key, rows.getOrDefault(kind, 0L), object.length, sha256(object)));
        });
        Manifest manifest = new Manifest(
                POOL,
                id,
                id.startedAt().plusSeconds(75),
                new SnapshotContents(
                        rows.getOrDefault(FileKind.PROFILES, 0L),
                        rows.getOrDefault(FileKind.USERS, 0L),
                        rows.getOrDefault(FileKind.NEW_USERS, 0L),
                        reasons,
                        written),
                HEADER);
        bucket.accept(SnapshotKeys.manifest(POOL, id), manifest.toJson());
        bucket.accept(SnapshotKeys.latest(POOL), new LatestSnapshot(id).toJson());
        return manifest;
    }

    static byte[] gzipped(byte[] content) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(content);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return zipped.toByteArray();
    }

    static String sha256(byte[] object) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(object));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
