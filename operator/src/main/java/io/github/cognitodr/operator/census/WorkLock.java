package io.github.cognitodr.operator.census;

import io.github.cognitodr.operator.CommandException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process from the same work. The lock ends with its process, however that ends. */
public final class WorkLock implements AutoCloseable {
    private final FileChannel channel;

    private WorkLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a work file.
     *
     * @throws CommandException if another process has it
     */
    public static WorkLock take(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            WorkFile.directory(parent);
        }
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = lock(channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        if (!taken) {
            throw CommandException.wrongUse("Another cognito-dr is at the same work (it holds " + lockFile
                    + "): wait for it, or end it; what it has done stays done.");
        }
        return new WorkLock(channel);
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            @Nullable Object lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException released) {
            // the end of the process would release it as well
        }
    }
}
