package io.github.cognitodr.userpool.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file in UTF-8, ended by LF or CR LF, one at a time and in memory of a fixed size, however long a line
 * is. Not thread-safe.
 */
final class CsvLines {
    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK).flip();
    private final CharBuffer chars = CharBuffer.allocate(BLOCK).flip();
    private long size;
    private int lines;
    private boolean atEnd;
    private boolean malformed;
    private boolean endOnWindows;

    CsvLines(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its end; null at the end of the file, and where it is no UTF-8 any more. Of a line that is
     * too long for an import, one character more than is allowed.
     */
    @Nullable String next() throws IOException {
        if (!hasMore()) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        boolean whole = true;
        boolean ended = false;
        while (!ended && hasMore()) {
            char c = chars.get();
            if (c == '\n') {
                ended = true;
            } else if (line.length() <= ImportRules.LONGEST_ROW) {
                line.append(c);
            } else {
                whole = false;
            }
        }
        if (!ended && malformed) {
            return null;
        }
        int last = line.length() - 1;
        if (ended && whole && last >= 0 && line.charAt(last) == '\r') {
            line.setLength(last);
            endOnWindows = true;
        }
        lines++;
        return line.toString();
    }

    /** Bytes read so far, a block in advance. */
    long size() {
        return size;
    }

    /** Lines read so far. */
    int lines() {
        return lines;
    }

    /** Whether the file is no UTF-8 from the line after {@link #lines()} on. */
    boolean isMalformed() {
        return malformed;
    }

    /** Whether a line so far ended with CR LF. */
    boolean endOnWindows() {
        return endOnWindows;
    }

    private boolean hasMore() throws IOException {
        while (!chars.hasRemaining()) {
            if (malformed || (atEnd && !bytes.hasRemaining())) {
                return false;
            }
            decodeBlock();
        }
        return true;
    }

    /** What was read well before a fault is still handed out: the fault is in the line after it. */
    private void decodeBlock() throws IOException {
        if (!atEnd) {
            bytes.compact();
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            bytes.position(bytes.position() + Math.max(read, 0)).flip();
            size += Math.max(read, 0);
            atEnd = read < 0;
        }
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, atEnd);
        chars.flip();
        malformed = result.isError();
    }
}
