package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.census.WorkFile;
import io.github.cognitodr.userpool.ProfileRecord;
import io.github.cognitodr.userpool.UserProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is to be restored how, and what became of each: in a file, so that a run that was killed is gone on with. For one
 * thread.
 */
final class Ledger implements AutoCloseable {
    private static final int BATCH = 5_000;

    private final Connection connection;
    private final PreparedStatement insert;
    private int pending;

    private Ledger(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS users (number INTEGER PRIMARY KEY, stable_id TEXT NOT NULL,"
                    + " born_there INTEGER NOT NULL, task TEXT NOT NULL, outcome TEXT, reason TEXT,"
                    + " file INTEGER, row INTEGER, sign_in TEXT, target TEXT, attributes TEXT, profile BLOB,"
                    + " marked INTEGER NOT NULL DEFAULT 0)");
            statement.execute("PRAGMA secure_delete = ON");
            statement.execute("CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
        }
        connection.commit();
        insert = connection.prepareStatement(
                "INSERT INTO users (number, stable_id, born_there, task, outcome,"
                        + " reason, file, row, sign_in, target, attributes, profile) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /**
     * Opens one, or begins it.
     *
     * @throws CommandException if the file is damaged
     */
    static Ledger open(Path file) throws IOException {
        @Nullable Connection connection = null;
        try {
            connection = WorkFile.open(file);
            check(connection);
            return new Ledger(connection);
        } catch (SQLException failed) {
            close(connection);
            throw CommandException.wrongUse("The work file " + file + " cannot be used (" + failed.getMessage()
                    + "): begin anew with --fresh; users who are there already stay.");
        }
    }

    private static void check(Connection connection) throws SQLException {
        try (Statement check = connection.createStatement();
                ResultSet said = check.executeQuery("PRAGMA quick_check(1)")) {
            if (!said.next() || !"ok".equals(said.getString(1))) {
                throw new SQLException("damaged");
            }
        }
    }

    /**
     * A row of an import file.
     *
     * @param row from 0 on
     * @param signIn what the row's user signs in with
     */
    record Row(long number, int row, String stableId, String signIn) {}

    /** Notes a user for whom nothing is to be done. */
    void settled(long number, String stableId, @Nullable UserProfile bornThere, Outcome outcome, String reason) {
        add(number, stableId, bornThere, Task.NONE, outcome, reason, null, null, null, null, null, null);
    }

    /** Notes a user who is in a file. */
    void imports(long number, UserProfile user, int file, long row, String signIn) {
        add(number, user.stableId(), user, Task.IMPORT, null, null, file, row, signIn, null, null, null);
    }

    /** Notes a user for the API. */
    void byApi(Task task, Entry entry) {
        UserProfile user = entry.profile();
        add(
                entry.number(),
                user.stableId(),
                user,
                task,
                null,
                entry.why(),
                null,
                null,
                null,
                entry.target(),
                String.join("\n", entry.attributes()),
                ProfileRecord.line(user));
    }

    private void add(
            long number,
            String stableId,
            @Nullable UserProfile user,
            Task task,
            @Nullable Outcome outcome,
            @Nullable String reason,
            @Nullable Integer file,
            @Nullable Long row,
            @Nullable String signIn,
            @Nullable String target,
            @Nullable String attributes,
            byte @Nullable [] profile) {
        WorkFile.run(() -> {
            insert.setLong(1, number);
            insert.setString(2, stableId);
            insert.setBoolean(3, user != null && user.isNative());
            insert.setString(4, task.name());
            insert.setString(5, outcome == null ? null : outcome.name());
            insert.setString(6, reason == null || reason.isEmpty() ? null : reason);
            insert.setObject(7, file);
            insert.setObject(8, row);
            insert.setString(9, signIn);
            insert.setString(10, target);
            insert.setString(11, attributes);
            insert.setBytes(12, profile);
            insert.addBatch();
            if (++pending >= BATCH) {
                flush();
            }
        });
    }

    /** Makes all of the plan survive the end of the process, and quick to be asked. */
    void planned() {
        WorkFile.run(() -> {
            flush();
            WorkFile.execute(
                    connection, "CREATE INDEX IF NOT EXISTS users_open ON users (task, number) WHERE outcome IS NULL");
            WorkFile.execute(
                    connection, "CREATE INDEX IF NOT EXISTS users_row ON users (file, row) WHERE file IS NOT NULL");
            WorkFile.execute(
                    connection,
                    "CREATE INDEX IF NOT EXISTS users_born ON users (number) WHERE born_there = 1 AND marked = 0");
            connection.commit();
        });
    }

    /** Forgets every user: a plan that was not finished. */
    void clearUsers() {
        WorkFile.run(() -> {
            WorkFile.execute(connection, "DELETE FROM users");
            connection.commit();
        });
    }

    /** Forgets everything. */
    void clear() {
        WorkFile.run(() -> {
            WorkFile.execute(connection, "DELETE FROM users");
            WorkFile.execute(connection, "DELETE FROM state");
            connection.commit();
        });
    }

    /** Users of a task of whom nothing is known yet, from a number on. */
    List<Entry> open(Task task, long from, int most) {
        return WorkFile.get(() -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT number, profile, target, attributes,"
                            + " reason FROM users WHERE task = ? AND outcome IS NULL AND number >= ? ORDER BY number LIMIT ?")) {
                select.setString(1, task.name());
                select.setLong(2, from);
                select.setInt(3, most);
                List<Entry> entries = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        String attributes = text(rows, 4);
                        entries.add(new Entry(
                                rows.getLong(1),
                                ProfileRecord.parse(rows.getBytes(2)),
                                text(rows, 3),
                                attributes.isEmpty() ? List.of() : List.of(attributes.split("\n", -1)),
                                text(rows, 5)));
                    }
                }
                return entries;
            }
        });
    }

    /** How many users of a task there are of whom nothing is known yet. */
    long countOpen(Task task) {
        return number("SELECT count(*) FROM users WHERE outcome IS NULL AND task = '" + task.name() + "'");
    }

    /** How many users of a task there are. */
    long count(Task task) {
        return number("SELECT count(*) FROM users WHERE task = '" + task.name() + "'");
    }

    /** How many users there are. */
    long count() {
        return number("SELECT count(*) FROM users");
    }

    /** How many rows each import file has, by its number. */
    Map<Integer, Long> files() {
        return WorkFile.get(() -> {
            Map<Integer, Long> files = new TreeMap<>();
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery(
                            "SELECT file, count(*) FROM users WHERE file IS NOT NULL GROUP BY file")) {
                while (rows.next()) {
                    files.put(rows.getInt(1), rows.getLong(2));
                }
            }
            return files;
        });
    }

    /** Whether something about the users of a file is not known yet. */
    boolean isOpen(int file) {
        return number("SELECT count(*) FROM (SELECT 1 FROM users WHERE file = " + file
                        + " AND outcome IS NULL LIMIT 1)")
                > 0;
    }

    /** A row of a file; rows are from 0 on. */
    Row row(int file, int row) {
        return WorkFile.get(() -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT number, stable_id, sign_in FROM users WHERE file = ? AND row = ?")) {
                select.setInt(1, file);
                select.setInt(2, row);
                try (ResultSet found = select.executeQuery()) {
                    if (!found.next()) {
                        throw new IllegalStateException("No such row");
                    }
                    return new Row(found.getLong(1), row, text(found, 2), text(found, 3));
                }
            }
        });
    }

    /** Notes what became of some users of a file, and that all its others were imported; at once, or not at all. */
    void settleFile(int file, List<Settled> known) {
        WorkFile.run(() -> {
            for (Settled one : known) {
                update(one);
            }
            WorkFile.execute(
                    connection, "UPDATE users SET outcome = 'IMPORTED' WHERE outcome IS NULL AND file = " + file);
            connection.commit();
        });
    }

    /** Notes what became of a user, with the next {@link #save}. */
    void settle(Settled one) {
        WorkFile.run(() -> update(one));
    }

    /** Who is there now and was born in the snapshot's pool, not marked yet: the number, and the sub there. */
    List<Map.Entry<Long, String>> unmarked(long from, int most) {
        return WorkFile.get(() -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT number, stable_id FROM users WHERE born_there = 1 AND marked = 0 AND outcome IN ("
                            + thereNames() + ") AND number >= ? ORDER BY number LIMIT ?")) {
                select.setLong(1, from);
                select.setInt(2, most);
                List<Map.Entry<Long, String>> found = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        // of whoever was born there the stable id is the sub
                        found.add(Map.entry(rows.getLong(1), text(rows, 2)));
                    }
                }
                return found;
            }
        });
    }

    /** How many were born in the snapshot's pool, and are not marked. */
    long countBornThere() {
        return number("SELECT count(*) FROM users WHERE born_there = 1 AND marked = 0");
    }

    long countUnmarked() {
        return number(
                "SELECT count(*) FROM users WHERE born_there = 1 AND marked = 0 AND outcome IN (" + thereNames() + ")");
    }

    /** With the next {@link #save}. */
    void marked(long number) {
        WorkFile.run(() -> WorkFile.execute(connection, "UPDATE users SET marked = 1 WHERE number = " + number));
    }

    long countMarked() {
        return number("SELECT count(*) FROM users WHERE marked = 1");
    }

    /** Forgets what names people otherwise than by id, once it is known what became of everybody. */
    void forgetPeople() {
        WorkFile.run(() -> {
            connection.commit();
            WorkFile.execute(
                    connection,
                    "UPDATE users SET sign_in = NULL, target = NULL, profile = NULL"
                            + " WHERE sign_in IS NOT NULL OR profile IS NOT NULL");
            connection.commit();
        });
    }

    void save() {
        WorkFile.run(connection::commit);
    }

    /** How many users there are of each outcome and reason. */
    Map<Outcome, Map<String, Long>> outcomes() {
        return WorkFile.get(() -> {
            Map<Outcome, Map<String, Long>> outcomes = new EnumMap<>(Outcome.class);
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery("SELECT outcome, coalesce(reason, ''), count(*) FROM users"
                            + " WHERE outcome IS NOT NULL GROUP BY 1, 2")) {
                while (rows.next()) {
                    outcomes.computeIfAbsent(Outcome.valueOf(rows.getString(1)), none -> new TreeMap<>())
                            .put(rows.getString(2), rows.getLong(3));
                }
            }
            return outcomes;
        });
    }

    /** How many users of a task there are of whom nothing is known yet, by why. */
    Map<String, Long> reasons(Task task) {
        return WorkFile.get(() -> {
            Map<String, Long> reasons = new TreeMap<>();
            try (Statement select = connection.createStatement();
                    ResultSet rows =
                            select.executeQuery("SELECT coalesce(reason, ''), count(*) FROM users WHERE task = '"
                                    + task.name() + "' AND outcome IS NULL GROUP BY 1")) {
                while (rows.next()) {
                    reasons.put(rows.getString(1), rows.getLong(2));
                }
            }
            return reasons;
        });
    }

    /** A user by stable id, with outcome and reason. */
    record Named(String stableId, Outcome outcome, String reason) {}

    /** Tells of all users of an outcome, in the order of the snapshot. */
    void forEach(Outcome outcome, Consumer<Named> visitor) {
        WorkFile.run(() -> {
            try (Statement select = connection.createStatement();
                    ResultSet rows =
                            select.executeQuery("SELECT stable_id, coalesce(reason, '') FROM users WHERE outcome"
                                    + " = '" + outcome.name() + "' ORDER BY number")) {
                while (rows.next()) {
                    visitor.accept(new Named(text(rows, 1), outcome, text(rows, 2)));
                }
            }
        });
    }

    Optional<String> kept(String name) {
        return WorkFile.get(() -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT value FROM state WHERE name = ?")) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(text(rows, 1)) : Optional.empty();
                }
            }
        });
    }

    /** Keeps a value at once. */
    void keep(String name, String value) {
        WorkFile.run(() -> {
            try (PreparedStatement replace =
                    connection.prepareStatement("INSERT OR REPLACE INTO state VALUES (?, ?)")) {
                replace.setString(1, name);
                replace.setString(2, value);
                replace.executeUpdate();
            }
            connection.commit();
        });
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException lost) {
            // what was to be kept has been committed
        }
    }

    private void update(Settled one) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE users SET outcome = ?, reason = ? WHERE number = ?")) {
            update.setString(1, one.outcome().name());
            update.setString(2, one.reason().isEmpty() ? null : one.reason());
            update.setLong(3, one.number());
            update.executeUpdate();
        }
    }

    private static String thereNames() {
        List<String> names = new ArrayList<>();
        for (Outcome outcome : Outcome.values()) {
            if (outcome.isThere()) {
                names.add("'" + outcome.name() + "'");
            }
        }
        return String.join(", ", names);
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        @Nullable String text = rows.getString(column);
        return text == null ? "" : text;
    }

    private void flush() throws SQLException {
        insert.executeBatch();
        pending = 0;
    }

    private long number(String query) {
        return WorkFile.get(() -> WorkFile.number(connection, query));
    }
}
