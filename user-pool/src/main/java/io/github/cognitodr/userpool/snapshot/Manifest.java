package io.github.cognitodr.userpool.snapshot;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Table of contents of a sealed snapshot, {@code manifest.json}. A snapshot without one does not exist to anybody, and only
 * the files that it names count. Immutable.
 *
 * <pre>{@code
 * Manifest manifest = Manifest.parse(bytes);
 * for (SnapshotFile file : manifest.contents().files(FileKind.PROFILES)) {
 *     download(file.key(), file.bytes(), file.sha256());
 * }
 * }</pre>
 *
 * @param finishedAt when the listing was complete
 * @param csvHeader columns of the CSV files, as GetCSVHeader of the listed pool gave them
 */
public record Manifest(
        UserPoolId userPoolId,
        SnapshotId snapshotId,
        Instant finishedAt,
        SnapshotContents contents,
        List<String> csvHeader) {
    private static final long FORMAT_VERSION = 1;

    public Manifest {
        csvHeader = List.copyOf(csvHeader);
    }

    /**
     * Reads what {@link #toJson} wrote. Members that this version does not know are passed over.
     *
     * @throws MalformedJsonException if it is something else: the message names the member that is missing or malformed, or
     *     the version that wrote it, or what does not add up: counts, rows of the files, files of another folder or kind
     */
    public static Manifest parse(byte[] utf8) {
        JsonObject json = JsonObject.parse(utf8);
        long version = json.count("formatVersion");
        if (version != FORMAT_VERSION) {
            throw new MalformedJsonException(
                    "A manifest of format version " + version + "; this version of cognito-dr reads " + FORMAT_VERSION);
        }
        Manifest manifest = new Manifest(
                json.parse("userPoolId", UserPoolId::new),
                json.parse("snapshotId", SnapshotId::new),
                json.parse("finishedAt", Instant::parse),
                SnapshotContents.readFrom(json),
                json.texts("csvHeader"));
        if (!json.parse("startedAt", Instant::parse).equals(manifest.startedAt())) {
            throw new MalformedJsonException("A manifest whose startedAt is not that of its snapshotId");
        }
        manifest.checkFiles();
        return manifest;
    }

    /** When the listing began, to the second. */
    public Instant startedAt() {
        return snapshotId.startedAt();
    }

    /** Always the same bytes for the same manifest. */
    public byte[] toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("formatVersion", FORMAT_VERSION);
        json.put("userPoolId", userPoolId.value());
        json.put("snapshotId", snapshotId.value());
        json.put("startedAt", startedAt().toString());
        json.put("finishedAt", finishedAt.toString());
        contents.writeTo(json);
        json.put("csvHeader", csvHeader);
        return Json.write(json);
    }

    /** Nobody's words lead a reader out of the snapshot's folder, and nobody is missing from it without being noticed. */
    private void checkFiles() {
        String folder = SnapshotKeys.folder(userPoolId, snapshotId);
        for (SnapshotFile file : contents.files()) {
            if (!file.key().equals(folder + file.name())) {
                throw new MalformedJsonException("A manifest with a file outside of its folder");
            }
            if (Stream.of(FileKind.values()).noneMatch(kind -> kind.isKindOf(file))) {
                throw new MalformedJsonException("A manifest with a file of an unknown kind");
            }
        }
        for (FileKind kind : FileKind.values()) {
            long rows =
                    contents.files(kind).stream().mapToLong(SnapshotFile::rows).sum();
            if (rows != contents.rows(kind)) {
                throw new MalformedJsonException("A manifest whose " + kind.stem() + " files have " + rows
                        + " rows, where its counts say " + contents.rows(kind));
            }
        }
    }
}
