package io.github.cognitodr.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one kind: the next one is begun when a row would take the present one over an import job's limits
 * (500,000 users, 100 MB a file). Nothing is opened before the first row. Not thread-safe.
 */
final class RollingFile implements AutoCloseable {
    /**
     * What one file may hold.
     *
     * @param rows without the header
     * @param bytes of the object
     */
    record Limits(long rows, long bytes) {
        /** (Developer guide, CSV import, limits; 100 MB read as the smaller 100,000,000 bytes) */
        static final Limits OF_IMPORT_JOB = new Limits(500_000, 100_000_000);
    }

    private final IntFunction<ObjectWriter> open;
    private final IntFunction<String> key;
    private final byte[] header;
    private final boolean compressed;
    private final Limits limits;
    private final List<SnapshotFile> finished = new ArrayList<>();

    private @Nullable OpenFile current;

    /**
     * A kind of files of one snapshot.
     *
     * @param open opens the file of this number, counted from 1
     * @param key names the file of this number
     * @param header written at the head of each file; may be empty
     * @param compressed whether the files are gzipped
     */
    RollingFile(
            IntFunction<ObjectWriter> open, IntFunction<String> key, byte[] header, boolean compressed, Limits limits) {
        this.open = open;
        this.key = key;
        this.header = header;
        this.compressed = compressed;
        this.limits = limits;
    }

    void write(byte[] row) throws IOException {
        if (current != null && (current.rows == limits.rows() || current.bytes() + row.length > limits.bytes())) {
            finishCurrent(current);
        }
        openIfNeeded().write(row);
    }

    /** Makes sure that there is one file, be it with the header alone. */
    void writeAtLeastOneFile() throws IOException {
        if (finished.isEmpty()) {
            openIfNeeded();
        }
    }

    /** Ends the last file. */
    List<SnapshotFile> finish() throws IOException {
        if (current != null) {
            finishCurrent(current);
        }
        return List.copyOf(finished);
    }

    /** Gives up a file that was not finished. */
    @Override
    public void close() {
        if (current != null) {
            current.object.close();
            current = null;
        }
    }

    private OpenFile openIfNeeded() throws IOException {
        if (current == null) {
            int number = finished.size() + 1;
            OpenFile opened = new OpenFile(key.apply(number), open.apply(number), compressed);
            current = opened;
            opened.writeHeader(header);
            return opened;
        }
        return current;
    }

    private void finishCurrent(OpenFile file) throws IOException {
        finished.add(file.finish());
        current = null;
    }

    private static final class OpenFile {
        private final String key;
        private final ObjectWriter object;
        private final OutputStream out;
        private final CountingOutput counted;
        private long rows;

        OpenFile(String key, ObjectWriter object, boolean compressed) throws IOException {
            this.key = key;
            this.object = object;
            this.counted = new CountingOutput(object);
            this.out = compressed ? new GZIPOutputStream(counted, COMPRESSION_BUFFER) : counted;
        }

        private static final int COMPRESSION_BUFFER = 16 * 1024;

        void writeHeader(byte[] header) throws IOException {
            out.write(header);
        }

        void write(byte[] row) throws IOException {
            out.write(row);
            rows++;
        }

        long bytes() {
            return counted.bytes;
        }

        SnapshotFile finish() throws IOException {
            out.close();
            ObjectWriter.Written written = object.complete();
            object.close();
            return new SnapshotFile(key, rows, written.bytes(), written.sha256());
        }
    }

    /** Joins the small writes of a compressor, and counts what has gone through. */
    private static final class CountingOutput extends OutputStream {
        private static final int CHUNK = 64 * 1024;

        private final ObjectWriter object;
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream(CHUNK);
        private long bytes;

        CountingOutput(ObjectWriter object) {
            this.object = object;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            pending.write(source, offset, length);
            bytes += length;
            if (pending.size() >= CHUNK) {
                drain();
            }
        }

        @Override
        public void close() throws IOException {
            drain();
        }

        private void drain() throws IOException {
            if (pending.size() > 0) {
                object.write(pending.toByteArray());
                pending.reset();
            }
        }
    }
}
