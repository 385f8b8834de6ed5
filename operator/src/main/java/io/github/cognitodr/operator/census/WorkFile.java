package io.github.cognitodr.operator.census;

import io.github.cognitodr.operator.CommandException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * SQLite files of unfinished work. What is committed survives the end of the process, be it killed: the write-ahead log is
 * written before a commit returns. Only their owner may read them.
 */
public final class WorkFile {
    private WorkFile() {}

    /** A directory that nobody but its owner looks into; made where there is none. */
    public static Path directory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return Files.createDirectories(directory);
    }

    /** Opens a file, without committing by itself; it is made where there is none. */
    public static Connection open(Path file) throws SQLException, IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            directory(parent);
        }
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement settings = connection.createStatement()) {
            settings.execute("PRAGMA journal_mode = WAL");
            settings.execute("PRAGMA synchronous = NORMAL");
            settings.execute("PRAGMA busy_timeout = 10000");
            // 64 MB of pages; sorting goes to files
            settings.execute("PRAGMA cache_size = -65536");
            settings.execute("PRAGMA temp_store = FILE");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** Deletes a file with what SQLite keeps beside it. */
    public static void delete(Path file) throws IOException {
        for (String suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
        }
    }

    /** The disk is full, most likely; the message of SQLite names no data. */
    public static CommandException failure(SQLException failed) {
        return CommandException.wrongUse("The work file cannot be written or read (" + failed.getMessage()
                + "): make room on the disk, or name another --work-dir, and run the same command again.");
    }

    /** Something done in a work file. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws SQLException;
    }

    /** Something asked of a work file. */
    @FunctionalInterface
    public interface Question<T> {
        /** Asks it. */
        T ask() throws SQLException;
    }

    /** Does something; what goes wrong with the file is told as {@link #failure}. */
    public static void run(Work work) {
        try {
            work.run();
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** Asks something; what goes wrong with the file is told as {@link #failure}. */
    public static <T> T get(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** Executes one statement. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first number of the first row; 0 where there is none. */
    public static long number(Connection connection, String query) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
