package io.github.cognitodr.userpool.csv;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * The import job's own dialect, which is not RFC 4180: values are never quoted, a comma inside a value is written
 * {@code \,}, and each row ends with one line feed. (Developer guide, "Importing users into user pools from a CSV
 * file".) Values with a quotation mark, a backslash or a line break have no documented form: {@link ImportRules} keeps
 * them out, and this class refuses them.
 *
 * <p>Rows are written to memory and handed over as text, because opencsv swallows the write errors of a stream.
 * Stateless, thread-safe.
 */
final class CsvDialect {
    private static final char COMMA_ESCAPE = '\\';

    private CsvDialect() {}

    /**
     * The row as the job reads it, with its line feed.
     *
     * @throws IllegalArgumentException if a value holds what the dialect cannot say; the value is not quoted
     */
    static String row(List<String> values) {
        StringWriter text = new StringWriter();
        ICSVWriter writer = new CSVWriterBuilder(text)
                .withSeparator(',')
                .withQuoteChar(ICSVWriter.NO_QUOTE_CHARACTER)
                .withEscapeChar(COMMA_ESCAPE)
                .withLineEnd("\n")
                .build();
        for (String value : values) {
            if (!AmbiguousText.isSayable(value)) {
                throw new IllegalArgumentException("A value that the import CSV has no documented form for");
            }
        }
        writer.writeNext(values.toArray(String[]::new), false);
        return text.toString();
    }
}
