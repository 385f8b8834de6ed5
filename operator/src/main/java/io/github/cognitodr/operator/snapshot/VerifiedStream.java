package io.github.cognitodr.operator.snapshot;

import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of a snapshot, whose size and SHA-256 are taken while it is read. It does not end but for the file that the
 * manifest names: for any other one, the read that would tell the end is a {@link DamagedFileException}. Whoever may stop
 * before the end, as a reader of gzip does, calls {@link #finish}. Not thread-safe.
 */
public final class VerifiedStream extends InputStream {
    private final InputStream in;
    private final SnapshotFile file;
    private final LongConsumer progress;
    private final MessageDigest digest;
    private long bytes;
    private @Nullable String sha256;

    /** @param progress told of bytes as they come */
    VerifiedStream(InputStream in, SnapshotFile file, LongConsumer progress) {
        this.in = in;
        this.file = file;
        this.progress = progress;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (read < 0) {
            check();
            return -1;
        }
        digest.update(into, offset, read);
        bytes += read;
        progress.accept(read);
        if (bytes > file.bytes()) {
            throw new DamagedFileException(
                    String.format(Locale.ROOT, "it has more than the manifest's %,d bytes", file.bytes()));
        }
        return read;
    }

    /** Never 0 before the end: a reader of gzip would take that for the end where one of its members ends. */
    @Override
    public int available() {
        return sha256 == null ? 1 : 0;
    }

    /**
     * Reads what is left.
     *
     * @throws DamagedFileException if it is not the file that the manifest names
     */
    public void finish() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void check() throws DamagedFileException {
        if (sha256 == null) {
            sha256 = HexFormat.of().formatHex(digest.digest());
        }
        if (bytes != file.bytes()) {
            throw new DamagedFileException(
                    String.format(Locale.ROOT, "it has %,d bytes, the manifest's has %,d", bytes, file.bytes()));
        }
        if (!file.sha256().equals(sha256)) {
            throw new DamagedFileException("its SHA-256 is not the one in the manifest");
        }
    }
}
