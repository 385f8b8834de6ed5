package io.github.cognitodr.operator.snapshot;

import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.ProfileRecord;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.csv.UnimportableReason;
import io.github.cognitodr.userpool.snapshot.FileKind;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a whole snapshot, and says whether it is what its manifest promises: every file there, of its size and hash, with
 * its rows, each of which can be read; and whether the rows are those of the counts. In bounded memory. Not thread-safe.
 */
public final class SnapshotExamination {
    private static final int BLOCK = 1 << 16;

    private final SnapshotBucket bucket;
    private final Manifest manifest;
    private final Optional<PoolSchema> pool;
    private final Map<FileKind, Long> rows = new EnumMap<>(FileKind.class);
    private final Map<UnimportableReason, Long> reasons = new EnumMap<>(UnimportableReason.class);

    /** @param pool that the CSV files are to be imported into; where there is none, they are judged by themselves */
    public SnapshotExamination(SnapshotBucket bucket, Manifest manifest, Optional<PoolSchema> pool) {
        this.bucket = bucket;
        this.manifest = manifest;
        this.pool = pool;
    }

    /**
     * Reads everything.
     *
     * @param progress told of bytes as they come
     * @return one report a file, in the manifest's order
     */
    public List<FileReport> files(LongConsumer progress) throws IOException {
        List<FileReport> reports = new ArrayList<>();
        for (SnapshotFile file : manifest.contents().files()) {
            reports.add(file(file, progress));
        }
        return reports;
    }

    /** What does not add up between files that are whole themselves; to be asked after {@link #files}. */
    public List<String> contradictions() {
        List<String> problems = new ArrayList<>();
        if (manifest.contents().files(FileKind.USERS).isEmpty()) {
            problems.add("There is no users file, not even one with the header alone.");
        }
        long users = rows.getOrDefault(FileKind.PROFILES, 0L);
        long importable = rows.getOrDefault(FileKind.USERS, 0L);
        long left = rows.getOrDefault(FileKind.UNIMPORTABLE, 0L);
        if (users != importable + left || users != manifest.contents().users()) {
            problems.add(String.format(
                    Locale.ROOT,
                    "Of %,d users, %,d are in the profiles, %,d in the CSV and %,d in neither import.",
                    manifest.contents().users(),
                    users,
                    importable,
                    left));
        }
        if (!reasons.equals(manifest.contents().unimportable())) {
            problems.add("The reasons in the unimportable files are not those that the manifest counts.");
        }
        return problems;
    }

    private FileReport file(SnapshotFile file, LongConsumer progress) throws IOException {
        FileKind kind = kind(file);
        List<String> problems = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        try (VerifiedStream in = bucket.open(file, progress)) {
            long read = read(kind, in, problems, remarks);
            in.finish();
            rows.merge(kind, read, Long::sum);
            if (read != file.rows()) {
                problems.add(
                        0, String.format(Locale.ROOT, "it has %,d rows, the manifest's has %,d", read, file.rows()));
            }
        } catch (DamagedFileException damaged) {
            // What its rows say does not matter any more.
            return new FileReport(file, List.of(String.valueOf(damaged.getMessage())), List.of());
        }
        return new FileReport(file, problems, remarks);
    }

    private long read(FileKind kind, VerifiedStream in, List<String> problems, List<String> remarks)
            throws IOException {
        return switch (kind) {
            case USERS, NEW_USERS -> new CsvExamination(manifest.csvHeader(), pool).look(in, problems, remarks);
            case UNIMPORTABLE -> lines(in, this::unimportable, problems);
            case PROFILES -> profiles(in, problems);
        };
    }

    private static long profiles(VerifiedStream in, List<String> problems) throws IOException {
        try (InputStream open = new Unclosed(in);
                InputStream unpacked = new GZIPInputStream(open, BLOCK)) {
            return lines(unpacked, ProfileRecord::parse, problems);
        } catch (ZipException | EOFException damaged) {
            problems.add("it cannot be unpacked");
            return 0;
        }
    }

    private void unimportable(byte[] line) {
        JsonObject user = JsonObject.parse(line);
        List<String> named = user.texts("reasons");
        user.object("record");
        if (named.isEmpty()) {
            throw new MalformedJsonException("A user who is unimportable for no reason");
        }
        try {
            reasons.merge(UnimportableReason.valueOf(named.get(0)), 1L, Long::sum);
        } catch (IllegalArgumentException unknown) {
            throw new MalformedJsonException("An unknown reason for being unimportable");
        }
    }

    private static long lines(InputStream in, Consumer<byte[]> parser, List<String> problems) throws IOException {
        RecordLines lines = new RecordLines(in);
        long count = 0;
        long bad = 0;
        String first = "";
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            count++;
            try {
                parser.accept(line);
            } catch (MalformedJsonException malformed) {
                if (bad++ == 0) {
                    first = String.format(Locale.ROOT, "line %,d: %s", count, malformed.getMessage());
                }
            }
        }
        if (bad > 0) {
            problems.add(String.format(Locale.ROOT, "%,d lines cannot be read (%s)", bad, first));
        }
        return count;
    }

    private FileKind kind(SnapshotFile file) {
        for (FileKind kind : FileKind.values()) {
            if (manifest.contents().files(kind).contains(file)) {
                return kind;
            }
        }
        throw new IllegalStateException("The manifest was checked for files of unknown kinds");
    }

    /** Whoever unpacks it closes it, and then nobody could read it to its end. */
    private static final class Unclosed extends java.io.FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
