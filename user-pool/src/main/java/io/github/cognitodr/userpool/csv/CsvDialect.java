package io.github.cognitodr.userpool.csv;

import com.opencsv.CSVWriter;
import com.opencsv.ICSVWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * The import job's own dialect, which is not RFC 4180: values are never quoted, a comma inside a value is written
 * {@code \,}, and each row ends with one line feed. (Developer guide, "Importing users into user pools from a CSV
 * file".) Values with a quotation mark, a backslash or a line break have no documented form: {@link ImportRules} keeps
 * them out, and {@link #row} refuses them.
 *
 * <p>Stateless, thread-safe.
 */
final class CsvDialect {
    private static final char COMMA_ESCAPE = '\\';
    private static final int USUAL_ROW = 512;

    private CsvDialect() {}

    /**
     * The row as the job reads it, with its line feed.
     *
     * @throws IllegalArgumentException if a value holds what the dialect cannot say; the value is not quoted
     */
    static String row(List<String> values) {
        if (!AmbiguousText.areSayable(values)) {
            throw new IllegalArgumentException("A value that the import CSV has no documented form for");
        }
        return sayableRow(values.toArray(String[]::new));
    }

    /** As {@link #row}, for values that were looked through before. */
    static String sayableRow(String[] values) {
        StringWriter text = new StringWriter(USUAL_ROW);
        try {
            write(values, text);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return text.toString();
    }

    /** opencsv keeps a stream's error to itself: a row that nobody asks about is lost without a word. */
    static void write(String[] values, Writer out) throws IOException {
        RowWriter writer = new RowWriter(out);
        writer.writeNext(values, false);
        if (writer.checkError()) {
            throw new IOException("A row of the import CSV could not be written", writer.getException());
        }
    }

    /** opencsv looks for five kinds of characters in each value; only the comma is left to be found. */
    private static final class RowWriter extends CSVWriter {
        RowWriter(Writer out) {
            super(out, ',', ICSVWriter.NO_QUOTE_CHARACTER, COMMA_ESCAPE, "\n");
        }

        @Override
        protected boolean stringContainsSpecialCharacters(String value) {
            return value.indexOf(separator) >= 0;
        }
    }
}
