package io.github.cognitodr.userpool.csv;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Values that people's records hold, from the plain to the hostile, each with what is to become of it. */
final class Values {
    /** What a value cannot hold anywhere. */
    static final List<String> UNSAYABLE = List.of(
            "\"",
            "\\",
            "\\,",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "\u0000",
            "\u0001",
            "\u000b",
            "\f",
            "\u001b",
            "\u001f",
            "\u007f",
            "\u0080",
            "\u0085",
            "\u009f",
            "\u2028",
            "\u2029",
            "\ud83d",
            "\udbff",
            "\ud800",
            "\udc00",
            "\udfff",
            "\ude00\ud83d");

    /** What a value cannot begin or end with. */
    static final List<String> BLANKS = List.of(
            " ", "  ", "\u00a0", "\u1680", "\u2002", "\u2003", "\u2009", "\u202f", "\u205f", "\u3000", "\ufeff");

    private static final String USUAL = "abcXYZ0189,,;:'=+-@*_.~|山田花子éü한ن";
    private static final String ODD = "\u0301\u0308\u200b\u200d\u200e\u200f\u202e\u2066\ufe0f\ufffd\uffff\u00ad";

    private Values() {}

    /** Text that means in the file what it says, of at most 26 code points. */
    static Arbitrary<Value> plain() {
        return Combinators.combine(edge(), inside(), edge())
                .as((first, middle, last) -> Value.plain(first + middle + last));
    }

    private static Arbitrary<Value> ambiguous() {
        Arbitrary<Value> unsayable = Combinators.combine(inside(), Arbitraries.of(UNSAYABLE), inside())
                .as((before, what, after) -> Value.ambiguous(before + what + after));
        Arbitrary<Value> trimmed = Combinators.combine(
                        edge(), inside(), edge(), Arbitraries.of(BLANKS), Arbitraries.of(0, 1, 2))
                .as((first, middle, last, blank, where) ->
                        Value.ambiguous((where == 1 ? "" : blank) + first + middle + last + (where == 0 ? "" : blank)));
        return Arbitraries.oneOf(
                unsayable, trimmed, Arbitraries.of(" ", "   ", "\u3000").map(Value::blank));
    }

    /** What a spreadsheet would take for something else, and an import does not. */
    private static Arbitrary<Value> looksLikeSomethingElse() {
        return Arbitraries.of(
                        "=1+1",
                        "=HYPERLINK(http://x)",
                        "@SUM(A1)",
                        "-1",
                        "+1",
                        "TRUE",
                        "null",
                        "NULL",
                        "0",
                        "-",
                        ",",
                        ",,,",
                        "a,b",
                        "'",
                        "''",
                        "#",
                        "//",
                        "%00",
                        "&amp;",
                        "[]",
                        "{}",
                        "1990-02-28",
                        "02/28/1990")
                .map(Value::plain);
    }

    static Arbitrary<Value> text() {
        return Arbitraries.frequencyOf(
                Tuple.of(40, plain()),
                Tuple.of(10, looksLikeSomethingElse()),
                Tuple.of(20, Arbitraries.just(Value.ABSENT)),
                Tuple.of(6, Arbitraries.just(Value.EMPTY)),
                Tuple.of(1, ambiguous()));
    }

    /** An attribute of the type Boolean, Number or DateTime is written as it stands. */
    static Arbitrary<Value> oneOf(String... values) {
        return Arbitraries.of(values)
                .map(Value::plain)
                .injectNull(0.3)
                .map(value -> value == null ? Value.ABSENT : value);
    }

    static Arbitrary<Value> birthdate() {
        Arbitrary<Value> real = Combinators.combine(
                        Arbitraries.integers().between(1, 9999),
                        Arbitraries.integers().between(1, 365))
                .as(LocalDate::ofYearDay)
                .map(day -> Value.converted(
                        String.format(
                                Locale.ROOT, "%04d-%02d-%02d", day.getYear(), day.getMonthValue(), day.getDayOfMonth()),
                        String.format(
                                Locale.ROOT,
                                "%02d/%02d/%04d",
                                day.getMonthValue(),
                                day.getDayOfMonth(),
                                day.getYear())));
        Arbitrary<Value> leapDay = Arbitraries.just(Value.converted("2000-02-29", "02/29/2000"));
        Arbitrary<Value> invalid = Arbitraries.of(
                        "2023-02-29",
                        "1900-02-29",
                        "1990-13-01",
                        "1990-00-10",
                        "1990-01-00",
                        "1990-04-31",
                        "0000-01-01",
                        "1990-2-8",
                        "28/02/1990",
                        "02/28/1990",
                        "19900228",
                        "1990/02/28",
                        "+12345-01-01",
                        "-001-01-01",
                        "-0001-01-01",
                        "1990-02-28T00:00",
                        "\u0661\u0669\u0669\u0660-01-01",
                        "yesterday",
                        "1990-02-2,")
                .map(text -> Value.plain(text).with(UnimportableReason.INVALID_BIRTHDATE));
        Arbitrary<Value> both = Arbitraries.of(" 1990-02-28", "1990-02-28\n", "1990\\02-28")
                .map(text -> Value.ambiguous(text).with(UnimportableReason.INVALID_BIRTHDATE));
        return Arbitraries.frequencyOf(
                Tuple.of(30, real),
                Tuple.of(2, leapDay),
                Tuple.of(2, invalid),
                Tuple.of(1, both),
                Tuple.of(1, Arbitraries.just(Value.EMPTY)),
                Tuple.of(10, Arbitraries.just(Value.ABSENT)));
    }

    static Arbitrary<Value> updatedAt() {
        Arbitrary<Value> seconds = Arbitraries.of("0", "7", "1700000000", "1700000000123", "999999999999999999")
                .map(Value::plain);
        Arbitrary<Value> invalid = Arbitraries.of(
                        "-1",
                        "+5",
                        "1.5",
                        "1e9",
                        "1E+9",
                        "007",
                        "00",
                        "0x10",
                        "1,000",
                        "1000000000000000000",
                        "now",
                        "2026-11-22T06:30:00Z",
                        "\u0661\u0662",
                        "\uff11")
                .map(text -> Value.plain(text).with(UnimportableReason.INVALID_UPDATED_AT));
        Arbitrary<Value> both = Arbitraries.of(" 5", "5\t", "\"5\"")
                .map(text -> Value.ambiguous(text).with(UnimportableReason.INVALID_UPDATED_AT));
        return Arbitraries.frequencyOf(
                Tuple.of(20, seconds),
                Tuple.of(2, invalid),
                Tuple.of(1, both),
                Tuple.of(2, Arbitraries.just(Value.EMPTY)),
                Tuple.of(15, Arbitraries.just(Value.ABSENT)));
    }

    /** An address as a pool takes it: anything but ASCII blanks and a second {@code @}; unique by its number. */
    static Arbitrary<Value> email() {
        Arbitrary<String> local = word();
        return Arbitraries.frequencyOf(
                Tuple.of(60, local.map(word -> Value.plain("#-" + word + "@example.com"))),
                Tuple.of(3, local.map(word -> Value.plain("#-o," + word + "@example.com"))),
                Tuple.of(
                        2,
                        local.map(word ->
                                Value.plain("#-\u00a0" + word + "@example.com").withBlankInside())),
                Tuple.of(1, local.map(word -> Value.ambiguous("\"#-" + word + "\"@example.com"))),
                Tuple.of(
                        1,
                        local.map(word -> Value.ambiguous("#-" + word + "@example.com\u3000")
                                .withBlankInside())),
                Tuple.of(1, Arbitraries.of(Value.EMPTY, Value.blank(" "))),
                Tuple.of(4, Arbitraries.just(Value.ABSENT)));
    }

    static Arbitrary<Value> phoneNumber() {
        return Arbitraries.frequencyOf(
                Tuple.of(40, Arbitraries.of("+81#", "+1#", "+4470#").map(Value::plain)),
                Tuple.of(1, Arbitraries.of(Value.EMPTY, Value.blank("\t"))),
                Tuple.of(1, Arbitraries.just(Value.ambiguous(" +81#").withBlankInside())),
                Tuple.of(8, Arbitraries.just(Value.ABSENT)));
    }

    static Arbitrary<Value> username() {
        Arbitrary<String> name = word();
        return Arbitraries.frequencyOf(
                Tuple.of(40, name.map(word -> Value.plain("#-" + word))),
                Tuple.of(2, name.map(word -> Value.plain("#-" + word + ",x"))),
                Tuple.of(1, name.map(word -> Value.plain("#-\u2003" + word).withBlankInside())),
                Tuple.of(1, name.map(word -> Value.ambiguous("#-" + word + "\\"))),
                Tuple.of(1, Arbitraries.of(Value.EMPTY, Value.blank("  "))));
    }

    /** The flag as stored, and whether it says that the contact is verified. */
    static Arbitrary<Value> flag() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        40,
                        Arbitraries.of("true", "true", "true", "TRUE", "True")
                                .map(text -> Value.converted(text, "TRUE"))),
                Tuple.of(
                        6,
                        Arbitraries.of("false", "FALSE", "1", "yes", "", " true", "truely", "\"true\"")
                                .map(text -> Value.converted(text, "FALSE"))),
                Tuple.of(3, Arbitraries.just(Value.converted(null, "FALSE"))));
    }

    /** The id of the person in the pool of birth; a blank one says nothing, so that {@code sub} stands in the file. */
    static Arbitrary<Value> originSub() {
        return Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.just(Value.plain("born-elsewhere-#"))),
                Tuple.of(20, Arbitraries.just(Value.converted(null, "sub-#"))),
                Tuple.of(4, Arbitraries.of("", " ", "    ").map(blank -> Value.converted(blank, "sub-#"))),
                Tuple.of(
                        1,
                        Arbitraries.of(" born-elsewhere-#", "born-\"#\"", "\u00a0#")
                                .map(Value::ambiguous)));
    }

    private static Arbitrary<String> word() {
        return Arbitraries.strings()
                .withChars("abcABC,é山ßİı\u0301'+=_")
                .ofMinLength(1)
                .ofMaxLength(8);
    }

    private static Arbitrary<String> edge() {
        return codePoint().filter(c -> !isBlank(c)).map(Character::toString);
    }

    private static Arbitrary<String> inside() {
        return codePoint()
                .list()
                .ofMaxSize(12)
                .map(codePoints -> codePoints.stream().map(Character::toString).collect(Collectors.joining()));
    }

    private static Arbitrary<Integer> codePoint() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(USUAL.codePoints().boxed().toList())),
                Tuple.of(1, Arbitraries.of(ODD.codePoints().boxed().toList())),
                Tuple.of(1, Arbitraries.of(BLANKS).map(blank -> blank.codePointAt(0))),
                Tuple.of(2, Arbitraries.integers().between(0x20, 0xffff).filter(Values::isDocumented)),
                Tuple.of(2, Arbitraries.integers().between(0x1_0000, Character.MAX_CODE_POINT)));
    }

    private static boolean isDocumented(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> codePoint != '"' && codePoint != '\\';
        };
    }

    private static boolean isBlank(int codePoint) {
        return Character.getType(codePoint) == Character.SPACE_SEPARATOR || codePoint == 0xfeff;
    }
}
