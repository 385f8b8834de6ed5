package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.imports.ImportFile;
import io.github.cognitodr.userpool.csv.ImportLimits;
import io.github.cognitodr.userpool.csv.ImportRules;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Import files, the next one begun where a row would take the present one over an import job's limits. */
final class CsvFiles implements AutoCloseable {
    private final Path directory;
    private final byte[] header;
    private final long rowsPerFile;
    private final BiConsumer<Integer, String> hashes;
    private @Nullable OutputStream current;
    private @Nullable FileChannel channel;
    private MessageDigest digest = sha256();
    private int file;
    private long rows;
    private long bytes;

    /** @param hashes is told of each file's SHA-256, once the file is safe on the disk */
    CsvFiles(Path directory, ImportRules rules, long rowsPerFile, BiConsumer<Integer, String> hashes) {
        this.hashes = hashes;
        this.directory = directory;
        this.header = rules.headerRow().getBytes(StandardCharsets.UTF_8);
        this.rowsPerFile = Math.min(rowsPerFile, ImportLimits.ROWS);
    }

    /** The file of a number, from 1 on. */
    static Path path(Path directory, int file) {
        return directory.resolve(String.format(Locale.ROOT, "users-%04d.csv", file));
    }

    /** Under which name a ledger keeps the hash of a file. */
    static String hashName(int file) {
        return "sha256-" + file;
    }

    /**
     * Checks that a file is the one that was planned.
     *
     * @throws CommandException if it is not, or is gone
     */
    static void verify(ImportFile csv, Optional<String> planned) throws IOException {
        if (planned.isPresent()
                && Files.isRegularFile(csv.path())
                && planned.get().equals(sha256(csv.path()))) {
            return;
        }
        throw CommandException.wrongUse("The import file " + csv.path()
                + " is not as it was planned, and is not uploaded: begin anew with --fresh; what was done stays done.");
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[1 << 16];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** Adds a row, with its line feed; then {@link #file} and {@link #row} say where it is. */
    void add(String row) throws IOException {
        byte[] utf8 = row.getBytes(StandardCharsets.UTF_8);
        if (current == null || rows == rowsPerFile || bytes + utf8.length > ImportLimits.BYTES) {
            close();
            file++;
            digest = sha256();
            channel = FileChannel.open(
                    path(directory, file),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            current = new DigestOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), digest);
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
        if (current != null && channel != null) {
            current.flush();
            channel.force(true);
            current.close();
            current = null;
            hashes.accept(file, HexFormat.of().formatHex(digest.digest()));
        }
    }
}
