package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.csv.ImportLimits;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
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
        static final Limits OF_IMPORT_JOB = new Limits(ImportLimits.ROWS, ImportLimits.BYTES);
    }

    /** Where the files come from. */
    interface Files {
        /** The key of the file of this number. */
        String key(int number);

        /** Opens the object of this key. */
        ObjectWriter open(String key) throws IOException;
    }

    private final Files files;
    private final byte[] header;
    private final boolean compressed;
    private final Limits limits;
    private final List<SnapshotFile> finished = new ArrayList<>();

    private int number;
    private @Nullable OpenFile current;

    /**
     * A kind of files of one snapshot.
     *
     * @param before how many there are already
     * @param header written at the head of each file; may be empty
     * @param compressed whether the files are gzipped
     */
    RollingFile(Files files, int before, byte[] header, boolean compressed, Limits limits) {
        this.files = files;
        this.number = before;
        this.header = header;
        this.compressed = compressed;
        this.limits = limits;
    }

    void write(byte[] row) throws IOException {
        if (current != null && (current.rows == limits.rows() || current.bytes() + row.length > limits.bytes())) {
            finish();
        }
        openIfNeeded().write(row);
    }

    /** Makes sure that there is one file, be it with the header alone. */
    void writeAtLeastOneFile() throws IOException {
        if (number == 0) {
            openIfNeeded();
        }
    }

    /** Ends the present file, so that the next row begins another. */
    void finish() throws IOException {
        if (current != null) {
            finished.add(current.finish());
            current = null;
        }
    }

    /** Those that have been ended. */
    List<SnapshotFile> finished() {
        return List.copyOf(finished);
    }

    /** Gives up a file that was not finished. */
    @Override
    public void close() {
        if (current != null) {
            current.giveUp();
            current = null;
        }
    }

    private OpenFile openIfNeeded() throws IOException {
        if (current == null) {
            number++;
            String key = files.key(number);
            OpenFile opened = new OpenFile(key, files.open(key), compressed);
            current = opened;
            opened.out.write(header);
            return opened;
        }
        return current;
    }

    private static final class OpenFile {
        private static final int COMPRESSION_BUFFER = 32 * 1024;

        private final String key;
        private final ObjectWriter object;
        private final CountedOutput counted;
        private final OutputStream out;
        private long rows;

        OpenFile(String key, ObjectWriter object, boolean compressed) throws IOException {
            this.key = key;
            this.object = object;
            this.counted = new CountedOutput(object);
            this.out = compressed ? new FastGzip(counted, COMPRESSION_BUFFER) : counted;
        }

        void write(byte[] row) throws IOException {
            out.write(row);
            rows++;
        }

        long bytes() {
            return counted.bytes;
        }

        void giveUp() {
            if (out instanceof FastGzip gzip) {
                gzip.giveUp();
            }
            object.close();
        }

        SnapshotFile finish() throws IOException {
            out.close();
            ObjectWriter.Written written = object.complete();
            object.close();
            return new SnapshotFile(key, rows, written.bytes(), written.sha256());
        }
    }

    /** A third of the processor's time of the default level for a sixth more bytes, and a listing has millions of rows. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out, int buffer) throws IOException {
            super(out, buffer);
            def.setLevel(Deflater.BEST_SPEED);
        }

        /** Frees the compressor's memory, which is none of the heap's, and writes nothing. */
        void giveUp() {
            def.end();
        }
    }

    /** Counts what goes through. */
    private static final class CountedOutput extends OutputStream {
        private final ObjectWriter object;
        private long bytes;

        CountedOutput(ObjectWriter object) {
            this.object = object;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            object.write(source, offset, length);
            bytes += length;
        }
    }
}
