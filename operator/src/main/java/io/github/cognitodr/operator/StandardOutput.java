package io.github.cognitodr.operator;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where results go, which remembers what went wrong there: a PrintWriter keeps silent about it. A pipe whose reader has seen
 * enough, such as {@code head}, is no trouble.
 */
final class StandardOutput extends OutputStream {
    private static final int KIND = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final OutputStream out;
    private final boolean isPipe;
    private volatile @Nullable IOException failure;

    /** @param isPipe whether a reader at the other end may leave */
    StandardOutput(OutputStream out, boolean isPipe) {
        this.out = out;
        this.isPipe = isPipe;
    }

    /** This process's own. */
    static StandardOutput ofThisProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out), isPipe(Path.of("/dev/fd/1")));
    }

    /** Whether something of the result is lost that somebody wanted. */
    boolean hasLostSomething() {
        IOException known = failure;
        return known != null
                && !isPipe
                && !String.valueOf(known.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException lost) {
            failure = lost;
            throw lost;
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException lost) {
            failure = lost;
            throw lost;
        }
    }

    /** False where nobody can tell, as on Windows: there the message of the failure tells. */
    static boolean isPipe(Path file) {
        try {
            int kind = (Integer) Files.getAttribute(file, "unix:mode") & KIND;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return false;
        }
    }
}
