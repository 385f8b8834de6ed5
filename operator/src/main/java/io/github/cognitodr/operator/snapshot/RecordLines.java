package io.github.cognitodr.operator.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bytes, each ended by a line feed, in bounded memory. Not thread-safe. */
final class RecordLines {
    private static final int BLOCK = 1 << 16;

    /** More than any user can have: 75 attributes of 2,048 characters, each escaped. */
    private static final int LONGEST = 4 << 20;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int end;

    RecordLines(InputStream in) {
        this.in = in;
    }

    /** The next line without its line feed, of one that is too long its beginning; null at the end. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = null;
        while (at < end || fill()) {
            int from = at;
            while (at < end && block[at] != '\n') {
                at++;
            }
            if (line == null) {
                line = new ByteArrayOutputStream(Math.max(1_024, at - from));
            }
            line.write(block, from, Math.max(0, Math.min(at - from, LONGEST - line.size())));
            if (at < end) {
                at++;
                return line.toByteArray();
            }
        }
        return line == null ? null : line.toByteArray();
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(block, 0, BLOCK));
        return end > 0;
    }
}
