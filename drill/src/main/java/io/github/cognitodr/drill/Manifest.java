package io.github.cognitodr.drill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a snapshot says of itself; read here by the contract, with no code of the functions.
 *
 * @param unimportable how many for each reason
 */
record Manifest(
        String snapshotId,
        Instant startedAt,
        long users,
        long importable,
        long newUsers,
        Map<String, Long> unimportable,
        List<File> files,
        List<String> csvHeader) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One of the files. */
    record File(String key, long rows, long bytes, String sha256) {

        /** The last part of the key. */
        String name() {
            return key.substring(key.lastIndexOf('/') + 1);
        }
    }

    static Manifest parse(byte[] json) {
        JsonNode manifest = JSON.readTree(json);
        Map<String, Long> unimportable = new TreeMap<>();
        manifest.path("unimportable")
                .properties()
                .forEach(reason ->
                        unimportable.put(reason.getKey(), reason.getValue().asLong()));
        List<File> files = new ArrayList<>();
        for (JsonNode file : manifest.path("files")) {
            files.add(new File(
                    file.path("key").asString(),
                    file.path("rows").asLong(),
                    file.path("bytes").asLong(),
                    file.path("sha256").asString()));
        }
        List<String> header = new ArrayList<>();
        manifest.path("csvHeader").forEach(column -> header.add(column.asString()));
        return new Manifest(
                manifest.path("snapshotId").asString(),
                Instant.parse(manifest.path("startedAt").asString()),
                manifest.path("users").asLong(),
                manifest.path("importable").asLong(),
                manifest.path("newUsers").asLong(),
                unimportable,
                files,
                header);
    }

    long unimportableUsers() {
        return unimportable.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The files of one kind, say {@code new-users}. */
    List<File> files(String kind) {
        return files.stream().filter(file -> file.name().startsWith(kind + "-")).toList();
    }

    long rows(String kind) {
        return files(kind).stream().mapToLong(File::rows).sum();
    }
}
