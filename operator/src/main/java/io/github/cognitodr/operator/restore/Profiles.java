package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.ProfileRecord;
import io.github.cognitodr.userpool.UserProfile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The users of a snapshot in its own order, one at a time. Not thread-safe. */
final class Profiles implements AutoCloseable {
    private static final int BLOCK = 1 << 16;

    private final Iterator<Path> files;
    private @Nullable InputStream in;
    private @Nullable Path file;
    private long next;

    /** @param files of gzipped lines */
    Profiles(List<Path> files) {
        this.files = files.iterator();
    }

    /** The next user; null at the end. */
    @Nullable UserProfile next() throws IOException {
        byte @Nullable [] line = line();
        if (line == null) {
            return null;
        }
        next++;
        try {
            return ProfileRecord.parse(line);
        } catch (MalformedJsonException malformed) {
            throw CommandException.wrongUse("User " + next + " of the snapshot cannot be read ("
                    + malformed.getMessage() + "): the snapshot is refused.");
        }
    }

    /** The user of this number, counted from 0; users before it are passed over, so numbers must grow. */
    UserProfile user(long number) throws IOException {
        while (next < number) {
            if (line() == null) {
                throw shorter();
            }
            next++;
        }
        UserProfile user = next();
        if (user == null) {
            throw shorter();
        }
        return user;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }

    private byte @Nullable [] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        while (true) {
            if (in == null) {
                if (!files.hasNext()) {
                    return null;
                }
                file = files.next();
                in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), BLOCK), BLOCK);
            }
            int c = in.read();
            if (c == '\n') {
                return line.toByteArray();
            }
            if (c < 0) {
                in.close();
                in = null;
                if (line.size() > 0) {
                    return line.toByteArray();
                }
            } else {
                line.write(c);
            }
        }
    }

    private static CommandException shorter() {
        return CommandException.wrongUse("The snapshot's files have changed since they were read: use --fresh.");
    }
}
