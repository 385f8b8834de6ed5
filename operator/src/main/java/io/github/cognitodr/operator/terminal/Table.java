package io.github.cognitodr.operator.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns for people, as wide as their widest cell; the last one runs free. Not thread-safe. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param header nothing for a table without one
     */
    public Table(String... header) {
        if (header.length > 0) {
            row(header);
        }
    }

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines, without blanks at their ends. */
    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
