package io.github.cognitodr.operator.census;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of matching, in SQL. Every join goes by an index over what the other side is read in the order of, so that the
 * work grows as sorting does.
 */
final class Matching {
    private Matching() {}

    static List<String> tables() {
        List<String> tables = new ArrayList<>();
        for (Part part : Part.values()) {
            tables.add("CREATE TABLE IF NOT EXISTS " + part.table()
                    + " (number INTEGER PRIMARY KEY, stable_id TEXT NOT NULL, sub TEXT, username TEXT, sign_in BLOB,"
                    + " born_there INTEGER NOT NULL, status TEXT NOT NULL, enabled INTEGER NOT NULL,"
                    + " recoverable INTEGER NOT NULL, modified INTEGER NOT NULL, attributes BLOB NOT NULL,"
                    + " created INTEGER NOT NULL)");
        }
        tables.add("CREATE TABLE IF NOT EXISTS lanes (part TEXT, place INTEGER, prefix TEXT NOT NULL, token TEXT,"
                + " token_at TEXT, ended INTEGER NOT NULL, PRIMARY KEY (part, place))");
        tables.add("CREATE TABLE IF NOT EXISTS attribute_names (number INTEGER PRIMARY KEY, name TEXT NOT NULL)");
        tables.add("CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT)");
        tables.add("CREATE TABLE IF NOT EXISTS salt (salt BLOB NOT NULL)");
        tables.add("CREATE TABLE IF NOT EXISTS matches (finding TEXT NOT NULL, source INTEGER, target INTEGER)");
        return tables;
    }

    /** What makes the table of matches out of the two parts. */
    static List<String> statements() {
        List<String> all = new ArrayList<>();
        all.add("DROP TABLE IF EXISTS twice");
        all.add("DELETE FROM matches");
        all.add("CREATE TABLE twice (stable_id TEXT PRIMARY KEY) WITHOUT ROWID");
        for (Part part : Part.values()) {
            all.add("INSERT OR IGNORE INTO twice SELECT stable_id FROM " + part.table()
                    + " GROUP BY stable_id HAVING count(*) > 1");
        }
        all.add("INSERT INTO matches SELECT 'TWICE', number, NULL FROM source"
                + " WHERE stable_id IN (SELECT stable_id FROM twice)");
        all.add("INSERT INTO matches SELECT 'TWICE', NULL, number FROM target"
                + " WHERE stable_id IN (SELECT stable_id FROM twice)");
        all.add("INSERT INTO matches SELECT"
                // a sub of its own: not the original itself, whom an administrator may have invited
                + " CASE WHEN t.status = 'FORCE_CHANGE_PASSWORD' AND t.sub IS NOT NULL THEN 'UNFINISHED'"
                + " WHEN s.attributes = t.attributes AND s.enabled = t.enabled THEN 'SAME' ELSE 'CHANGED' END,"
                + " s.number, t.number"
                + " FROM source s JOIN target t ON t.stable_id = s.stable_id"
                + " WHERE s.stable_id NOT IN (SELECT stable_id FROM twice)");
        // Of several with one sign-in value, which a pool does not have at one moment, the first.
        all.add("DROP TABLE IF EXISTS lone");
        all.add("CREATE TABLE lone AS SELECT s.number AS source,"
                + " (SELECT min(t.number) FROM target t WHERE t.sign_in = s.sign_in) AS target"
                + " FROM source s WHERE NOT EXISTS (SELECT 1 FROM target t WHERE t.stable_id = s.stable_id)"
                + " AND s.stable_id NOT IN (SELECT stable_id FROM twice)");
        all.add("INSERT INTO matches SELECT"
                + " CASE WHEN t.number IS NULL THEN 'MISSING'"
                + " WHEN t.born_there AND t.recoverable AND s.recoverable"
                + " AND NOT EXISTS (SELECT 1 FROM source o WHERE o.stable_id = t.stable_id) THEN 'ADOPTABLE'"
                + " WHEN NOT t.born_there"
                + " AND NOT EXISTS (SELECT 1 FROM source o WHERE o.stable_id = t.stable_id) THEN 'REPLACED'"
                + " ELSE 'CONFLICT' END, s.number, t.number"
                + " FROM lone JOIN source s ON s.number = lone.source LEFT JOIN target t ON t.number = lone.target");
        all.add("DROP TABLE lone");
        all.add("DROP TABLE IF EXISTS told");
        all.add("CREATE TABLE told (number INTEGER PRIMARY KEY)");
        all.add("INSERT OR IGNORE INTO told SELECT target FROM matches WHERE target IS NOT NULL");
        all.add("INSERT INTO matches SELECT 'EXTRA', NULL, number FROM target"
                + " WHERE number NOT IN (SELECT number FROM told)");
        all.add("DROP TABLE told");
        all.add("CREATE INDEX IF NOT EXISTS matches_order ON matches (source, target, finding)");
        return all;
    }

    /** Those with somebody in the source, in its order; then the others. The index serves the order as well. */
    static List<String> selects(Set<Finding> findings) {
        String wanted =
                findings.stream().map(finding -> "'" + finding.name() + "'").collect(Collectors.joining(", "));
        String select = "SELECT m.finding, " + columns("s") + ", " + columns("t") + " FROM matches m"
                + " LEFT JOIN source s ON s.number = m.source LEFT JOIN target t ON t.number = m.target WHERE m.source IS";
        return List.of(
                select + " NOT NULL AND m.finding IN (" + wanted + ") ORDER BY m.source",
                select + " NULL AND m.finding IN (" + wanted + ") ORDER BY m.target");
    }

    /** Who has the other one's sub for a stable id, and a sub of their own. */
    static String copiesIn(Part part) {
        String copy = part == Part.SOURCE ? "s" : "t";
        String original = part == Part.SOURCE ? "t" : "s";
        return "SELECT count(*) FROM matches m JOIN source s ON s.number = m.source JOIN target t ON t.number = m.target"
                + " WHERE m.finding IN ('SAME', 'CHANGED', 'UNFINISHED') AND " + copy + ".sub IS NOT NULL AND "
                + original + ".sub IS NULL";
    }

    static String dropRepeats(Part part) {
        String table = part.table();
        return "DELETE FROM " + table + " WHERE number IN (SELECT earlier.number FROM " + table + " earlier JOIN "
                + table
                + " later ON later.stable_id = earlier.stable_id AND later.sub IS earlier.sub"
                + " AND later.number > earlier.number)";
    }

    /** By which users are found. */
    static List<String> indexes() {
        List<String> all = new ArrayList<>();
        for (Part part : Part.values()) {
            String table = part.table();
            all.add("CREATE INDEX IF NOT EXISTS " + table + "_id ON " + table + " (stable_id)");
            all.add("CREATE INDEX IF NOT EXISTS " + table + "_sign_in ON " + table
                    + " (sign_in) WHERE sign_in IS NOT NULL");
        }
        return all;
    }

    private static String columns(String table) {
        return String.join(
                ", ",
                List.of(
                                "number",
                                "stable_id",
                                "sub",
                                "username",
                                "born_there",
                                "status",
                                "enabled",
                                "recoverable",
                                "modified",
                                "attributes",
                                "created")
                        .stream()
                        .map(column -> table + "." + column)
                        .toList());
    }
}
