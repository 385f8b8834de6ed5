package io.github.cognitodr.operator.census;

import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.listing.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Users of two parts, held against each other in a file: however many there are, some 100 MB of memory. The file holds
 * ids, states and salted hashes, and nothing that anybody wrote. What has been {@link #save saved} survives the end of the
 * process. For one thread.
 *
 * <pre>{@code
 * try (Census census = Census.open(file, SignInAttribute.EMAIL, false)) {
 *     census.add(Part.SOURCE, profile);
 *     ...
 *     census.match();
 *     census.forEach(Set.of(Finding.MISSING), match -> ...);
 * }
 * }</pre>
 */
public final class Census implements AutoCloseable {
    private static final int VERSION = 2;
    private static final int BATCH = 5_000;
    private static final Set<String> CONTACTS = Set.of(
            Attributes.EMAIL, Attributes.EMAIL_VERIFIED, Attributes.PHONE_NUMBER, Attributes.PHONE_NUMBER_VERIFIED);

    private final Connection connection;
    private final SignInAttribute signIn;
    private final boolean caseSensitive;
    private final Fingerprints fingerprints;
    private final Map<String, Integer> attributeNumbers = new HashMap<>();
    private final Map<Part, PreparedStatement> inserts = new EnumMap<>(Part.class);
    private final Map<Part, Long> counts = new EnumMap<>(Part.class);
    private int pending;

    private Census(Connection connection, SignInAttribute signIn, boolean caseSensitive) throws SQLException {
        this.connection = connection;
        this.signIn = signIn;
        this.caseSensitive = caseSensitive;
        createTables();
        this.fingerprints = new Fingerprints(salt(), this::numberOf);
        for (Part part : Part.values()) {
            counts.put(part, WorkFile.number(connection, "SELECT coalesce(max(number) + 1, 0) FROM " + part.table()));
            inserts.put(
                    part,
                    connection.prepareStatement("INSERT INTO " + part.table()
                            + " (number, stable_id, sub, username, sign_in, born_there, status, enabled, recoverable,"
                            + " modified, attributes, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        }
    }

    /**
     * Opens one, or begins it.
     *
     * @param signIn what the people of both parts sign in with
     * @param caseSensitive whether two sign-in values that differ in case only are two
     * @throws IOException if the file cannot be opened, or is none of this version
     */
    public static Census open(Path file, SignInAttribute signIn, boolean caseSensitive) throws IOException {
        try {
            return new Census(WorkFile.open(file), signIn, caseSensitive);
        } catch (SQLException failed) {
            throw new IOException(
                    "The work file " + file + " cannot be used (" + failed.getMessage()
                            + "): delete it, or name another --work-dir",
                    failed);
        }
    }

    /** Adds a user; numbers count from 0 in each part. */
    public void add(Part part, UserProfile user) {
        WorkFile.run(() -> {
            long number = counts.merge(part, 1L, Long::sum) - 1;
            insert(part, number, user);
            if (++pending >= BATCH) {
                flush();
            }
        });
    }

    /** How many users a part has. */
    public long count(Part part) {
        return counts.getOrDefault(part, 0L);
    }

    /** Makes all that was added and noted survive the end of the process. */
    public void save() {
        WorkFile.run(() -> {
            flush();
            connection.commit();
        });
    }

    /** How far the listing of a part has come; empty before it began. */
    public List<Lane> lanes(Part part) {
        return WorkFile.get(() -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT prefix, token, token_at, ended FROM lanes WHERE part = ? ORDER BY place")) {
                select.setString(1, part.table());
                List<Lane> lanes = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        lanes.add(new Lane(
                                rows.getString(1),
                                Optional.ofNullable(rows.getString(2)),
                                Optional.ofNullable(rows.getString(3)).map(Instant::parse),
                                rows.getBoolean(4)));
                    }
                }
                return lanes;
            }
        });
    }

    /** Notes how far a lane has come; saved together with the users that were added before. */
    public void note(Part part, int place, Lane lane) {
        WorkFile.run(() -> {
            try (PreparedStatement replace =
                    connection.prepareStatement("INSERT OR REPLACE INTO lanes VALUES (?, ?, ?, ?, ?, ?)")) {
                replace.setString(1, part.table());
                replace.setInt(2, place);
                replace.setString(3, lane.subPrefix());
                replace.setString(4, lane.token().orElse(null));
                replace.setString(5, lane.tokenAt().map(Instant::toString).orElse(null));
                replace.setBoolean(6, lane.ended());
                replace.executeUpdate();
            }
        });
    }

    /** Forgets the users of a part, and how far its listing had come. */
    public void clear(Part part) {
        WorkFile.run(() -> {
            WorkFile.execute(connection, "DELETE FROM " + part.table());
            WorkFile.execute(connection, "DELETE FROM lanes WHERE part = '" + part.table() + "'");
            counts.put(part, 0L);
            connection.commit();
        });
    }

    /** A value that was kept under a name; empty where none was. */
    public Optional<String> kept(String name) {
        return WorkFile.get(() -> {
            try (PreparedStatement select = connection.prepareStatement("SELECT value FROM state WHERE name = ?")) {
                select.setString(1, name);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }

    /** Keeps a value under a name, with the next {@link #save}. */
    public void keep(String name, String value) {
        WorkFile.run(() -> {
            try (PreparedStatement replace =
                    connection.prepareStatement("INSERT OR REPLACE INTO state VALUES (?, ?)")) {
                replace.setString(1, name);
                replace.setString(2, value);
                replace.executeUpdate();
            }
        });
    }

    /** Forgets all that was kept under a name. */
    public void forgetAll() {
        WorkFile.run(() -> {
            WorkFile.execute(connection, "DELETE FROM state");
            WorkFile.execute(connection, "DELETE FROM matches");
            connection.commit();
        });
    }

    /** Matches the parts; to be called when both are complete, and again after a change. Sorts, then joins by index. */
    public void match() {
        WorkFile.run(() -> {
            flush();
            index();
            for (String statement : Matching.statements()) {
                WorkFile.execute(connection, statement);
            }
            connection.commit();
        });
    }

    /** How many findings there are of each kind; what is not there is 0. */
    public Map<Finding, Long> findings() {
        return WorkFile.get(() -> {
            Map<Finding, Long> found = new EnumMap<>(Finding.class);
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery("SELECT finding, count(*) FROM matches GROUP BY finding")) {
                while (rows.next()) {
                    found.put(Finding.valueOf(rows.getString(1)), rows.getLong(2));
                }
            }
            for (Finding finding : Finding.values()) {
                found.putIfAbsent(finding, 0L);
            }
            return found;
        });
    }

    /** How many users of a part are copies of users of the other part. */
    public long copiesIn(Part part) {
        return WorkFile.get(() -> WorkFile.number(connection, Matching.copiesIn(part)));
    }

    /** Who a finding is told to. */
    @FunctionalInterface
    public interface Visitor {
        /** Returns whether to go on. */
        boolean visit(Match match);
    }

    /**
     * Tells of all matches of some kinds, in the order of the source's numbers, those of the target alone last. The visitor
     * may {@link #keep} and {@link #save}, and change nothing else.
     */
    public void forEach(Set<Finding> findings, Visitor visitor) {
        WorkFile.run(() -> {
            Map<Integer, String> names = names();
            for (String query : Matching.selects(findings)) {
                try (Statement select = connection.createStatement();
                        ResultSet rows = select.executeQuery(query)) {
                    while (rows.next()) {
                        if (!visitor.visit(match(rows, names))) {
                            return;
                        }
                    }
                }
            }
        });
    }

    /** Forgets users that a listing has named more than once: pages shift while people sign up. The last one stays. */
    public void dropRepeats(Part part) {
        WorkFile.run(() -> {
            flush();
            index();
            WorkFile.execute(connection, Matching.dropRepeats(part));
            connection.commit();
        });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException lost) {
            // what was to be kept has been saved
        }
    }

    private Match match(ResultSet rows, Map<Integer, String> names) throws SQLException {
        @Nullable CensusUser source = user(rows, 2);
        @Nullable CensusUser target = user(rows, 13);
        List<String> attributes = List.of();
        if (source != null && target != null) {
            attributes = Fingerprints.differences(rows.getBytes(11), rows.getBytes(22)).stream()
                    .map(number -> names.getOrDefault(number, "?"))
                    .sorted()
                    .toList();
        }
        return new Match(finding(rows.getString(1), attributes), source, target, attributes);
    }

    /** Where people sign in with a chosen name, the same name proves nothing: their contacts have to be the same as well. */
    private Finding finding(String name, List<String> differing) {
        Finding finding = Finding.valueOf(name);
        boolean otherContacts = differing.stream().anyMatch(CONTACTS::contains);
        return finding == Finding.ADOPTABLE && signIn == SignInAttribute.USERNAME && otherContacts
                ? Finding.CONFLICT
                : finding;
    }

    private static @Nullable CensusUser user(ResultSet rows, int first) throws SQLException {
        @Nullable String stableId = rows.getString(first + 1);
        if (stableId == null) {
            return null;
        }
        String sub = Optional.ofNullable(rows.getString(first + 2)).orElse(stableId);
        return new CensusUser(
                rows.getLong(first),
                stableId,
                sub,
                Optional.ofNullable(rows.getString(first + 3)).orElse(sub),
                rows.getBoolean(first + 4),
                rows.getString(first + 5),
                rows.getBoolean(first + 6),
                rows.getBoolean(first + 7),
                time(rows.getLong(first + 8)),
                time(rows.getLong(first + 10)));
    }

    private static Optional<Instant> time(long millis) {
        return millis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    private void insert(Part part, long number, UserProfile user) throws SQLException {
        PreparedStatement insert = java.util.Objects.requireNonNull(inserts.get(part));
        String stableId = user.stableId();
        insert.setLong(1, number);
        insert.setString(2, stableId);
        // what is the same twice is kept once
        insert.setString(3, user.sub().equals(stableId) ? null : user.sub());
        insert.setString(4, user.username().equals(user.sub()) ? null : user.username());
        insert.setBytes(5, signIn.of(user).map(this::signIn).orElse(null));
        insert.setBoolean(6, user.isNative());
        insert.setString(7, user.statusName());
        insert.setBoolean(8, user.enabled());
        insert.setBoolean(9, signIn.hasRecoveryContact(user));
        insert.setLong(10, user.lastModifiedAt().map(Instant::toEpochMilli).orElse(0L));
        insert.setBytes(11, fingerprints.attributes(user));
        insert.setLong(12, user.createdAt().map(Instant::toEpochMilli).orElse(0L));
        insert.addBatch();
    }

    private byte[] signIn(String value) {
        return fingerprints.signIn(caseSensitive ? value : value.toLowerCase(Locale.ROOT));
    }

    private void flush() throws SQLException {
        for (PreparedStatement insert : inserts.values()) {
            insert.executeBatch();
        }
        pending = 0;
    }

    private int numberOf(String attribute) {
        Integer known = attributeNumbers.get(attribute);
        if (known != null) {
            return known;
        }
        int next = attributeNumbers.size();
        WorkFile.run(() -> {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO attribute_names VALUES (?, ?)")) {
                insert.setInt(1, next);
                insert.setString(2, attribute);
                insert.executeUpdate();
            }
        });
        attributeNumbers.put(attribute, next);
        return next;
    }

    private Map<Integer, String> names() {
        return attributeNumbers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    private void createTables() throws SQLException {
        long version = WorkFile.number(connection, "PRAGMA user_version");
        if (version != 0 && version != VERSION) {
            throw new SQLException("it was written by another version");
        }
        for (String statement : Matching.tables()) {
            WorkFile.execute(connection, statement);
        }
        WorkFile.execute(connection, "PRAGMA user_version = " + VERSION);
        connection.commit();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT number, name FROM attribute_names")) {
            while (rows.next()) {
                attributeNumbers.put(rows.getString(2), rows.getInt(1));
            }
        }
    }

    private byte[] salt() throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT salt FROM salt")) {
            if (rows.next()) {
                return rows.getBytes(1);
            }
        }
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO salt VALUES (?)")) {
            insert.setBytes(1, salt);
            insert.executeUpdate();
        }
        connection.commit();
        return salt;
    }

    /** After all users are there: to sort once costs less than to keep an index sorted. */
    private void index() throws SQLException {
        for (String statement : Matching.indexes()) {
            WorkFile.execute(connection, statement);
        }
    }
}
