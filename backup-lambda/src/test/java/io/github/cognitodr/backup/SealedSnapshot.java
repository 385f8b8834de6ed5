package io.github.cognitodr.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.sandbox.cognito.csv.CsvRow;
import io.github.cognitodr.userpool.LogLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/**
 * A sealed snapshot as somebody reads it who restores from it: by its manifest, and by nothing else. The reading shares no
 * code with the writing.
 */
final class SealedSnapshot {
    private static final String ORIGIN_SUB = "custom:origin_sub";

    private final JsonNode manifest;

    /** By key, in the manifest's order. */
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private final List<JsonNode> profiles = new ArrayList<>();
    private final List<JsonNode> unimportable = new ArrayList<>();
    private final List<Map<String, String>> users = new ArrayList<>();
    private final List<Map<String, String>> newUsers = new ArrayList<>();

    private SealedSnapshot(JsonNode manifest) {
        this.manifest = manifest;
    }

    static SealedSnapshot read(S3Client s3, String bucket, String folder) {
        JsonNode manifest = LogLine.parse(new String(bytes(s3, bucket, folder + "manifest.json"), UTF_8));
        SealedSnapshot snapshot = new SealedSnapshot(manifest);
        for (JsonNode file : manifest.path("files")) {
            String key = file.path("key").asString();
            assertThat(key).startsWith(folder);
            snapshot.add(file, bytes(s3, bucket, key));
        }
        return snapshot;
    }

    String id() {
        return manifest.path("snapshotId").asString();
    }

    Instant startedAt() {
        return Instant.parse(manifest.path("startedAt").asString());
    }

    /** Keys of the files that count. */
    Set<String> keys() {
        return files.keySet();
    }

    byte[] file(String key) {
        return requireNonNull(files.get(key));
    }

    /** The only file of a kind. */
    byte[] onlyFile(String kind) {
        List<String> ofKind =
                keys().stream().filter(key -> key.contains("/" + kind + "-0")).toList();
        assertThat(ofKind).as(kind).hasSize(1);
        return file(ofKind.get(0));
    }

    /** Every user as ListUsers gave it, one record each. */
    List<JsonNode> profiles() {
        return profiles;
    }

    /** Rows of users-*.csv, by column. */
    List<Map<String, String>> users() {
        return users;
    }

    /** What stands in unimportable-*.jsonl: reasons and record. */
    List<JsonNode> unimportable() {
        return unimportable;
    }

    /** The attributes of everybody, by sub, with the record's own Username, UserStatus and Enabled. */
    Map<String, Map<String, String>> everybody() {
        Map<String, Map<String, String>> bySub = new HashMap<>();
        profiles.forEach(profile -> bySub.put(sub(profile), flat(profile)));
        return bySub;
    }

    /** All that a manifest promises about the files, and the files about each other. */
    SealedSnapshot assertWhole() {
        Set<String> subs = new HashSet<>();
        Map<String, Boolean> nativeByStableId = new HashMap<>();
        for (JsonNode profile : profiles) {
            assertThat(subs.add(sub(profile)))
                    .as("%s is there once", sub(profile))
                    .isTrue();
            nativeByStableId.put(stableId(profile), stableId(profile).equals(sub(profile)));
        }
        Set<String> inFile = once(users, nativeByStableId.keySet());
        Set<String> left = new HashSet<>();
        Map<String, Long> byReason = new TreeMap<>();
        for (JsonNode one : unimportable) {
            assertThat(left.add(stableId(one.path("record")))).isTrue();
            byReason.merge(one.path("reasons").path(0).asString(), 1L, Long::sum);
        }
        Set<String> all = new HashSet<>(inFile);
        all.addAll(left);
        assertThat(all).as("importable or not").isEqualTo(nativeByStableId.keySet());
        assertThat(all).as("not both").hasSize(inFile.size() + left.size());
        Set<String> nativeInFile = new HashSet<>(inFile);
        nativeInFile.removeIf(id -> !Boolean.TRUE.equals(nativeByStableId.get(id)));
        assertThat(once(newUsers, inFile)).as("new users").isEqualTo(nativeInFile);

        assertThat(count("users")).as("users").isEqualTo(profiles.size());
        assertThat(count("importable")).as("importable").isEqualTo(users.size());
        assertThat(count("newUsers")).as("newUsers").isEqualTo(newUsers.size());
        Map<String, Long> counted = new TreeMap<>();
        manifest.path("unimportable").forEachEntry((reason, count) -> counted.put(reason, count.asLong()));
        assertThat(counted).isEqualTo(byReason);
        return this;
    }

    private Set<String> once(List<Map<String, String>> rows, Set<String> of) {
        Set<String> ids = new HashSet<>();
        for (Map<String, String> row : rows) {
            String id = requireNonNull(row.get(ORIGIN_SUB));
            assertThat(ids.add(id)).as("%s has one row", id).isTrue();
        }
        assertThat(of).containsAll(ids);
        return ids;
    }

    private long count(String name) {
        return manifest.path(name).asLong(-1);
    }

    private void add(JsonNode file, byte[] content) {
        String key = file.path("key").asString();
        assertThat(files.put(key, content)).as("%s is named once", key).isNull();
        assertThat(content).as(key).hasSize(file.path("bytes").asInt(-1));
        assertThat(sha256(content)).as(key).isEqualTo(file.path("sha256").asString());
        String name = key.substring(key.lastIndexOf('/') + 1);
        List<String> lines = lines(name.endsWith(".gz") ? unzipped(content) : content);
        int rows;
        if (name.startsWith("profiles-")) {
            lines.forEach(line -> profiles.add(LogLine.parse(line)));
            rows = lines.size();
        } else if (name.startsWith("unimportable-")) {
            lines.forEach(line -> unimportable.add(LogLine.parse(line)));
            rows = lines.size();
        } else {
            List<Map<String, String>> table = table(lines);
            (name.startsWith("new-users-") ? newUsers : users).addAll(table);
            rows = table.size();
        }
        assertThat(rows).as(key).isEqualTo(file.path("rows").asInt(-1));
    }

    private List<Map<String, String>> table(List<String> lines) {
        List<String> header = values(lines.get(0));
        List<String> named = new ArrayList<>();
        manifest.path("csvHeader").forEach(column -> named.add(column.asString()));
        assertThat(header).isEqualTo(named);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> values = values(line);
            assertThat(values).hasSameSizeAs(header);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> values(String row) {
        assertThat(CsvRow.parse(row)).isInstanceOf(CsvRow.Values.class);
        return ((CsvRow.Values) CsvRow.parse(row)).values();
    }

    static String sub(JsonNode record) {
        return flat(record).getOrDefault("sub", "");
    }

    static String stableId(JsonNode record) {
        Map<String, String> attributes = flat(record);
        return attributes.getOrDefault(ORIGIN_SUB, attributes.getOrDefault("sub", ""));
    }

    private static Map<String, String> flat(JsonNode record) {
        Map<String, String> flat = new LinkedHashMap<>();
        for (JsonNode attribute : record.path("Attributes")) {
            flat.put(attribute.path("Name").asString(), attribute.path("Value").asString());
        }
        for (String own : List.of("Username", "UserStatus", "Enabled")) {
            flat.put(own, record.path(own).asString());
        }
        return flat;
    }

    /** Each ended by one line feed; of which there may be others than the line's own in nobody's record. */
    private static List<String> lines(byte[] content) {
        String text = new String(content, UTF_8);
        assertThat(text).endsWith("\n");
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    private static byte[] unzipped(byte[] content) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static byte[] bytes(S3Client s3, String bucket, String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
