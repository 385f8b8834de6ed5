package io.github.cognitodr.operator.check;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that somebody calls a CSV; what is none for certain is refused with a {@link CommandException}. Stateless. */
public final class CsvFile {
    private static final int HEAD = 1 << 16;
    private static final long LARGE = 10_000_000;

    /** What a spreadsheet in Japanese writes when it is asked for a CSV. */
    private static final String SHIFT_JIS = "windows-31j";

    private CsvFile() {}

    /** Looks at the beginning of a file. */
    public static void refuseUnlessCsv(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw CommandException.wrongUse(file + " is a directory: name the file in it.");
        }
        if (!Files.exists(file)) {
            throw CommandException.wrongUse("There is no file " + file + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw CommandException.wrongUse(file + " is no ordinary file: save it as one first.");
        }
        byte[] head = head(file);
        if (head.length == 0) {
            throw CommandException.wrongUse(
                    "The file " + file + " is empty: see whether it is the one that was meant.");
        }
        if (beginsWith(head, 'P', 'K', 3, 4)) {
            throw CommandException.wrongUse(
                    "The file " + file + " is a spreadsheet or an archive, not a CSV: save it as CSV in UTF-8.");
        }
        if (beginsWith(head, 0x1F, 0x8B)) {
            throw CommandException.wrongUse("The file " + file + " is compressed: unpack it first (gunzip).");
        }
        if (beginsWith(head, 0xFF, 0xFE) || beginsWith(head, 0xFE, 0xFF) || isFullOfZeros(head)) {
            throw CommandException.wrongUse("The file " + file
                    + " is in UTF-16 (\"Unicode text\"), or no text at all: save it as CSV in UTF-8 without a byte order"
                    + " mark.");
        }
    }

    /** What is done with the file's bytes. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    /** Reads a file, with its progress where that takes more than a moment. */
    public static <T> T read(Path file, Output output, Reader<T> reader) throws IOException {
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            if (size < LARGE) {
                return reader.read(in);
            }
            try (Progress progress = output.progress("Reading " + file.getFileName(), size, "bytes");
                    InputStream counted = new Counted(in, progress)) {
                return reader.read(counted);
            }
        }
    }

    /** Tells how far it has been read. */
    private static final class Counted extends FilterInputStream {
        private final Progress progress;

        Counted(InputStream in, Progress progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            progress.step(Math.max(0, read));
            return read;
        }
    }

    /**
     * What to say of a file that is not in UTF-8.
     *
     * @param where such as {@code line 7}
     */
    public static CommandException notUtf8(Path file, String where) throws IOException {
        boolean japanese = isIn(Charset.forName(SHIFT_JIS), head(file));
        return CommandException.wrongUse("The file " + file + " is not in UTF-8 (" + where + ")"
                + (japanese ? ", perhaps in Shift_JIS" : "")
                + ": an import would fail and take nobody. Save it as UTF-8 without a byte order mark; what a"
                + " spreadsheet calls just CSV has the encoding of the computer.");
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean beginsWith(byte[] head, int... signature) {
        for (int i = 0; i < signature.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    /** Without a mark, text of UTF-16 tells itself by what stands beside each letter of ASCII. */
    private static boolean isFullOfZeros(byte[] head) {
        int zeros = 0;
        for (byte one : head) {
            zeros += one == 0 ? 1 : 0;
        }
        return zeros > head.length / 8;
    }

    private static boolean isIn(Charset charset, byte[] head) {
        // the last character may be cut
        byte[] most = Arrays.copyOf(head, head.length == HEAD ? lastLineEnd(head) : head.length);
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(most));
            return hasDoubleBytes(most);
        } catch (CharacterCodingException another) {
            return false;
        }
    }

    private static int lastLineEnd(byte[] head) {
        for (int i = head.length; i > 0; i--) {
            if (head[i - 1] == '\n') {
                return i;
            }
        }
        return head.length;
    }

    /** A lead byte of Shift_JIS before a letter: Latin-1 has no letters below 0xC0, and half-width katakana are rare. */
    private static boolean hasDoubleBytes(byte[] text) {
        for (byte one : text) {
            int lead = one & 0xFF;
            if (lead >= 0x81 && lead <= 0x9F) {
                return true;
            }
        }
        return false;
    }
}
