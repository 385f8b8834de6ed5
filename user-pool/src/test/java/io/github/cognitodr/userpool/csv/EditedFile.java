package io.github.cognitodr.userpool.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A file that began as a good one, and was then edited: values, characters, lines, and the file as a whole.
 *
 * @param edits of the whole, in their order
 */
record EditedFile(List<Row> rows, List<FileEdit> edits) {
    private static final String ODD =
            "\"\\,;\t\r\n \u00a0\u3000\ufeff\u2028\u0000\u007fxX@+.0/-'=\u00e9\u00df\ud83d\ude00";

    /** Where a change matters most. */
    private static final List<String> TELLING = List.of(
            "cognito:username",
            "cognito:username",
            "email",
            "email",
            "email_verified",
            "phone_number",
            "phone_number_verified",
            "cognito:mfa_enabled",
            "birthdate",
            "updated_at",
            "custom:origin_sub",
            "custom:level",
            "custom:member",
            "name");

    /** One of few people, so that many come twice; most rows are left as they are. */
    record Row(int person, List<ValueEdit> values, List<TextEdit> texts) {}

    /** A value in place of what stands in a column; in a telling one where the number is odd. */
    record ValueEdit(int column, String value) {}

    /** Something put in place of some characters of a line. */
    record TextEdit(int at, int deleted, String inserted) {}

    /** What a program does to a file. */
    enum FileEdit {
        BYTE_ORDER_MARK,
        WINDOWS_LINE_ENDS,
        OLD_LINE_ENDS,
        SEMICOLONS,
        TABS,
        QUOTE_ALL,
        QUOTE_WHAT_NEEDS_IT,
        REVERSE_COLUMNS,
        DROP_FIRST_COLUMN,
        DOUBLE_FIRST_COLUMN,
        UNUSUAL_BLANK_IN_HEADER,
        EMPTY_LINE_AT_END,
        EMPTY_LINE_INSIDE,
        NO_HEADER,
        NO_LAST_LINE_END,
        LATIN_1,
        CUT
    }

    static Arbitrary<EditedFile> any() {
        return Combinators.combine(
                        row().list().ofMinSize(0).ofMaxSize(14),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(List.<FileEdit>of())),
                                Tuple.of(
                                        5,
                                        Arbitraries.of(FileEdit.class)
                                                .list()
                                                .ofMinSize(1)
                                                .ofMaxSize(2)),
                                Tuple.of(
                                        2,
                                        Arbitraries.of(FileEdit.REVERSE_COLUMNS, FileEdit.WINDOWS_LINE_ENDS)
                                                .list()
                                                .ofSize(1))))
                .as(EditedFile::new);
    }

    private static Arbitrary<Row> row() {
        return Combinators.combine(Arbitraries.integers().between(0, 9), valueEdits(), textEdits())
                .as(Row::new);
    }

    private static Arbitrary<List<ValueEdit>> valueEdits() {
        Arbitrary<ValueEdit> edit = Combinators.combine(
                        Arbitraries.integers().between(0, 99), Arbitraries.oneOf(values(), oddText()))
                .as(ValueEdit::new);
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(List.of())),
                Tuple.of(3, edit.list().ofMaxSize(2)));
    }

    private static Arbitrary<List<TextEdit>> textEdits() {
        Arbitrary<TextEdit> edit = Combinators.combine(
                        Arbitraries.integers().between(0, 400),
                        Arbitraries.integers().between(0, 2),
                        oddText())
                .as(TextEdit::new);
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(List.of())),
                Tuple.of(1, edit.list().ofSize(1)));
    }

    private static Arbitrary<String> oddText() {
        return Arbitraries.of(ODD.codePoints().boxed().toList())
                .map(Character::toString)
                .list()
                .ofMaxSize(3)
                .map(characters -> String.join("", characters));
    }

    /** What people and programs put into cells. */
    private static Arbitrary<String> values() {
        return Arbitraries.of(
                "",
                " ",
                "TRUE",
                "true",
                "FALSE",
                "yes",
                "1",
                "0",
                "-1",
                "1.5",
                "1E+09",
                "007",
                "1700000000",
                "9".repeat(19),
                "02/29/2000",
                "2/9/2000",
                "2000-02-29",
                "02/30/2000",
                "02/28/0000",
                "+819012345678",
                "819012345678",
                "+8190123456789012",
                "person3@example.com",
                "PERSON3@example.com",
                "per son@example.com",
                "person3",
                "x".repeat(64),
                "x".repeat(65),
                "x".repeat(129),
                "x".repeat(2049),
                "x".repeat(16_000),
                "\ud83d\ude00".repeat(33),
                "a\\,b",
                "a\\\\,b",
                "a,b",
                "\"a, b\"",
                "\u3000",
                "TRUE\u00a0",
                "\u0661\u0662",
                "stra\u00dfe@example.com",
                "strasse@example.com",
                "\u212aelvin",
                "kelvin");
    }

    /** The bytes, for a pool of this header. */
    byte[] bytes(PoolSchema pool) {
        List<String> header = new ArrayList<>(
                pool.csvHeader().stream().map(name -> name.replace(",", "\\,")).toList());
        List<List<String>> table = new ArrayList<>();
        table.add(header);
        rows.forEach(row -> table.add(cells(row, pool)));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            String line = line(table.get(i));
            if (i > 0) {
                for (TextEdit edit : rows.get(i - 1).texts()) {
                    int from = edit.at % (line.length() + 1);
                    int to = Math.min(from + edit.deleted, line.length());
                    line = line.substring(0, from) + edit.inserted + line.substring(to);
                }
            }
            lines.add(line);
        }
        if (edits.contains(FileEdit.NO_HEADER)) {
            lines.remove(0);
        }
        if (edits.contains(FileEdit.EMPTY_LINE_INSIDE)) {
            lines.add(lines.size() / 2, "");
        }
        return encoded(String.join("\n", lines) + "\n");
    }

    private List<String> cells(Row row, PoolSchema pool) {
        Map<String, String> values = new HashMap<>();
        String address = "person" + row.person + "@example.com";
        String number = "+81900000" + row.person;
        boolean byName = pool.usernameAttributes().isEmpty();
        boolean byNumber = !byName
                && (!pool.usernameAttributes().contains("email") || row.person % 2 == 1)
                && pool.usernameAttributes().contains("phone_number");
        values.put("cognito:username", byName ? "person" + row.person : byNumber ? number : address);
        values.put("email", address);
        values.put("email_verified", "TRUE");
        values.put("phone_number", number);
        values.put("phone_number_verified", row.person % 3 == 0 ? "FALSE" : "TRUE");
        values.put("cognito:mfa_enabled", pool.mfa() == MfaSetting.REQUIRED ? "TRUE" : "FALSE");
        values.put("name", "Ada\\, no. " + row.person);
        values.put("address", "1 Main St");
        values.put("birthdate", "02/29/2000");
        values.put("updated_at", "1700000000");
        values.put("custom:origin_sub", "sub-" + row.person);
        values.put("custom:level", "7");
        values.put("custom:member", "true");
        for (ValueEdit edit : row.values) {
            List<String> columns = edit.column % 2 == 1 ? TELLING : pool.csvHeader();
            values.put(columns.get(edit.column / 2 % columns.size()), edit.value);
        }
        return pool.csvHeader().stream()
                .map(column -> values.getOrDefault(column, ""))
                .toList();
    }

    private String line(List<String> row) {
        List<String> cells = new ArrayList<>(row);
        if (edits.contains(FileEdit.REVERSE_COLUMNS)) {
            Collections.reverse(cells);
        }
        if (edits.contains(FileEdit.DROP_FIRST_COLUMN)) {
            cells.remove(0);
        }
        if (edits.contains(FileEdit.DOUBLE_FIRST_COLUMN)) {
            cells.add(cells.get(0));
        }
        return cells.stream()
                .map(this::cell)
                .collect(Collectors.joining(
                        edits.contains(FileEdit.SEMICOLONS) ? ";" : edits.contains(FileEdit.TABS) ? "\t" : ","));
    }

    private String cell(String value) {
        boolean quoted = edits.contains(FileEdit.QUOTE_ALL)
                || (edits.contains(FileEdit.QUOTE_WHAT_NEEDS_IT) && value.matches("(?s).*[,\" \n].*"));
        return quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private byte[] encoded(String text) {
        String edited = text;
        if (edits.contains(FileEdit.UNUSUAL_BLANK_IN_HEADER)) {
            edited = edited.replaceFirst(",", "\u00a0,");
        }
        if (edits.contains(FileEdit.EMPTY_LINE_AT_END)) {
            edited += "\n";
        }
        if (edits.contains(FileEdit.NO_LAST_LINE_END)) {
            edited = edited.stripTrailing();
        }
        if (edits.contains(FileEdit.WINDOWS_LINE_ENDS)) {
            edited = edited.replace("\n", "\r\n");
        }
        if (edits.contains(FileEdit.OLD_LINE_ENDS)) {
            edited = edited.replace('\n', '\r');
        }
        if (edits.contains(FileEdit.BYTE_ORDER_MARK)) {
            edited = "\uFEFF" + edited;
        }
        byte[] bytes = edited.getBytes(
                edits.contains(FileEdit.LATIN_1) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        return edits.contains(FileEdit.CUT) ? Arrays.copyOf(bytes, bytes.length * 2 / 3) : bytes;
    }
}
