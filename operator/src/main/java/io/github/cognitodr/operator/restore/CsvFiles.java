package io.github.cognitodr.operator.restore;

import io.github.cognitodr.userpool.csv.ImportLimits;
import io.github.cognitodr.userpool.csv.ImportRules;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Import files, the next one begun where a row would take the present one over an import job's limits. */
final class CsvFiles implements AutoCloseable {
    private final Path directory;
    private final byte[] header;
    private final long rowsPerFile;
    private @Nullable OutputStream current;
    private int file;
    private long rows;
    private long bytes;

    CsvFiles(Path directory, ImportRules rules, long rowsPerFile) {
        this.directory = directory;
        this.header = rules.headerRow().getBytes(StandardCharsets.UTF_8);
        this.rowsPerFile = Math.min(rowsPerFile, ImportLimits.ROWS);
    }

    /** The file of a number, from 1 on. */
    static Path path(Path directory, int file) {
        return directory.resolve(String.format(Locale.ROOT, "users-%04d.csv", file));
    }

    /** Adds a row, with its line feed; then {@link #file} and {@link #row} say where it is. */
    void add(String row) throws IOException {
        byte[] utf8 = row.getBytes(StandardCharsets.UTF_8);
        if (current == null || rows == rowsPerFile || bytes + utf8.length > ImportLimits.BYTES) {
            close();
            file++;
            current = new BufferedOutputStream(Files.newOutputStream(path(directory, file)), 1 << 16);
            current.write(header);
            rows = 0;
            bytes = header.length;
        }
        current.write(utf8);
        bytes += utf8.length;
        rows++;
    }

    /** The file of the last row, from 1 on; 0 before the first. */
    int file() {
        return file;
    }

    /** The last row's place in its file, from 0 on. */
    long row() {
        return rows - 1;
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
