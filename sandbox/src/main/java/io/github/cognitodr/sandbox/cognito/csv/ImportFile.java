package io.github.cognitodr.sandbox.cognito.csv;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded import file. It is checked as a whole first, so that a file that is none imports nobody.
 *
 * <pre>{@code
 * ImportFile file = ImportFile.open(path, header, ImportFile.Limits.real());
 * file.forEach((number, row) -> ...);
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class ImportFile {
    private final Path path;
    private final List<String> columns;
    private final Limits limits;

    private ImportFile(Path path, List<String> columns, Limits limits) {
        this.path = path;
        this.columns = columns;
        this.limits = limits;
    }

    /**
     * How large a file may be. (Guide, Importing users from a CSV file)
     *
     * @param bytes of the whole file
     * @param rows the header left out
     * @param rowCharacters of one row
     */
    public record Limits(long bytes, int rows, int rowCharacters) {
        /** 100 MB, 500,000 users, 16,000 characters a row. */
        public static Limits real() {
            return new Limits(100L * 1024 * 1024, 500_000, 16_000);
        }
    }

    /** The file cannot be imported at all; the message is for the job's {@code CompletionMessage}. */
    public static final class NotImportableException extends Exception {
        private static final long serialVersionUID = 1L;

        NotImportableException(String message) {
            super(message);
        }
    }

    /** Takes the rows one by one. */
    @FunctionalInterface
    public interface RowConsumer {
        /**
         * Takes one row.
         *
         * @param number 1 for the first user
         * @param row values by column, in the header's own order of columns, or why there are none
         * @return false to stop
         */
        boolean accept(int number, ImportRow row);
    }

    /** A row that the file's form allows, or what is wrong with it. Exactly one of the two is there. */
    public record ImportRow(
            @Nullable Map<String, String> values, @Nullable String fault) {}

    /**
     * Checks the encoding, the size and the header.
     *
     * @param header the columns that GetCSVHeader names; the file has exactly these, in any order
     */
    public static ImportFile open(Path path, List<String> header, Limits limits)
            throws IOException, NotImportableException {
        if (Files.size(path) > limits.bytes()) {
            throw new NotImportableException("The CSV file is larger than " + limits.bytes() + " bytes.");
        }
        String first = null;
        int rows = -1;
        try (Lines lines = new Lines(path, limits.rowCharacters())) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (first == null) {
                    first = line;
                }
                rows++;
            }
        } catch (CharacterCodingException e) {
            throw new NotImportableException("The CSV file is not encoded in UTF-8.");
        }
        if (first == null) {
            throw new NotImportableException("The CSV file is empty.");
        }
        if (rows > limits.rows()) {
            throw new NotImportableException("The CSV file has more than " + limits.rows() + " users.");
        }
        return new ImportFile(path, columns(first, header), limits);
    }

    private static List<String> columns(String first, List<String> header) throws NotImportableException {
        if (first.startsWith("\uFEFF")) {
            throw new NotImportableException("The CSV file starts with a byte order mark.");
        }
        if (!(CsvRow.parse(first) instanceof CsvRow.Values found)
                || found.values().size() != header.size()
                || !new HashSet<>(found.values()).equals(new HashSet<>(header))) {
            throw new NotImportableException("The header of the CSV file does not match the user pool: it must have "
                    + "exactly the columns " + String.join(",", header));
        }
        return found.values();
    }

    /** Hands every row to the consumer, in the order of the file. */
    public void forEach(RowConsumer consumer) throws IOException {
        try (Lines lines = new Lines(path, limits.rowCharacters())) {
            lines.next();
            int number = 0;
            for (String line = lines.next(); line != null; line = lines.next()) {
                number++;
                if (!consumer.accept(number, row(line))) {
                    return;
                }
            }
        }
    }

    private ImportRow row(String line) {
        if (line.length() > limits.rowCharacters()) {
            return new ImportRow(null, "The row has more than " + limits.rowCharacters() + " characters.");
        }
        CsvRow row = CsvRow.parse(line);
        if (row instanceof CsvRow.Unreadable unreadable) {
            return new ImportRow(null, unreadable.reason());
        }
        List<String> values = ((CsvRow.Values) row).values();
        if (values.size() != columns.size()) {
            return new ImportRow(
                    null, "The row has " + values.size() + " values, and the header " + columns.size() + ".");
        }
        Map<String, String> byColumn = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            byColumn.put(columns.get(i), values.get(i));
        }
        return new ImportRow(byColumn, null);
    }

    /** Lines ended by LF or CR LF; a CR elsewhere stays in its line, where the row reader refuses it. */
    private static final class Lines implements AutoCloseable {
        private final Reader reader;
        private final int longest;
        private final char[] buffer = new char[1 << 16];
        private int position;
        private int filled;

        Lines(Path path, int longest) throws IOException {
            this.reader = new InputStreamReader(
                    Files.newInputStream(path),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            this.longest = longest;
        }

        /** The next line, or null; of a line that is too long, no more is kept than shows it. */
        @Nullable String next() throws IOException {
            StringBuilder line = new StringBuilder();
            int c = read();
            if (c < 0) {
                return null;
            }
            while (c >= 0 && c != '\n') {
                if (line.length() <= longest + 1) {
                    line.append((char) c);
                }
                c = read();
            }
            if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
                line.setLength(line.length() - 1);
            }
            return line.toString();
        }

        private int read() throws IOException {
            if (position == filled) {
                filled = reader.read(buffer, 0, buffer.length);
                position = 0;
                if (filled <= 0) {
                    filled = 0;
                    return -1;
                }
            }
            return buffer[position++];
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
