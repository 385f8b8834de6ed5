package io.github.cognitodr.userpool.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes lines of import files apart. By hand: opencsv's reader either drops backslashes or keeps the one before a comma,
 * and what it cannot read it mends. Stateless, thread-safe.
 */
final class CsvCells {

    private CsvCells() {}

    /**
     * The values of a row as they stand there, {@code \,} read as a comma and nothing else changed: a backslash or
     * quotation mark that is left in one has no documented meaning.
     */
    static List<String> of(String row) {
        List<String> cells = new ArrayList<>();
        if (row.indexOf('\\') < 0) {
            int from = 0;
            for (int at = row.indexOf(','); at >= 0; at = row.indexOf(',', from)) {
                cells.add(row.substring(from, at));
                from = at + 1;
            }
            cells.add(row.substring(from));
            return cells;
        }
        StringBuilder cell = new StringBuilder();
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '\\' && i + 1 < row.length() && row.charAt(i + 1) == ',') {
                cell.append(',');
                i++;
            } else if (c == ',') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /** The values as a spreadsheet means them, quotation marks around values taken away. (RFC 4180) */
    static List<String> ofSpreadsheet(String row, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /** Without the blanks at the ends that an import is documented to take away. */
    static String trimmed(String cell) {
        int from = 0;
        int to = cell.length();
        while (from < to && cell.charAt(from) == ' ') {
            from++;
        }
        while (to > from && cell.charAt(to - 1) == ' ') {
            to--;
        }
        return cell.substring(from, to);
    }
}
