package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

/** A record is lossless, whatever Cognito let into it. */
class ProfileRecordTest {

    @Property
    void aLineIsWhatTheJsonWriterWouldMakeOfTheRecord(@ForAll("users") UserProfile user) {
        byte[] line = ProfileRecord.line(user);

        byte[] json = Json.write(ProfileRecord.of(user));
        assertThat(line).startsWith(json).hasSize(json.length + 1).endsWith('\n');
    }

    @Property
    void nothingIsLost(@ForAll("users") UserProfile user) {
        byte[] line = ProfileRecord.line(user);

        assertThat(Json.readObject(Arrays.copyOf(line, line.length - 1))).isEqualTo(ProfileRecord.of(user));
        assertThat(line).containsOnlyOnce((byte) '\n');
    }

    @Property
    void aLineIsReadAsTheUserItWasWrittenOf(@ForAll("users") UserProfile user) {
        byte[] line = ProfileRecord.line(user);

        assertThat(ProfileRecord.parse(line)).isEqualTo(user);
        assertThat(ProfileRecord.parse(Arrays.copyOf(line, line.length - 1))).isEqualTo(user);
        assertThat(List.copyOf(ProfileRecord.parse(line).attributes().keySet()))
                .isEqualTo(List.copyOf(user.attributes().keySet()));
    }

    @Property
    void aLineThatBreaksOffIsRefused(@ForAll("users") UserProfile user, @ForAll @DoubleRange(max = 0.99) double part) {
        byte[] line = ProfileRecord.line(user);
        byte[] record = Arrays.copyOf(line, line.length - 1);

        assertThatThrownBy(() -> ProfileRecord.parse(Arrays.copyOf(record, (int) (record.length * part))))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Example
    void whatALaterVersionAddsIsPassedOver() {
        assertThat(ProfileRecord.parse("""
                {"Username":"u","Attributes":[{"Name":"sub","Value":"s","Kind":[]}],"Groups":[{"Name":"g"}],"UserStatus":"CONFIRMED",
                "Enabled":false,"UserCreateDate":null}""".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new UserProfile(
                        "u", Map.of("sub", "s"), "CONFIRMED", false, Optional.empty(), Optional.empty()));
    }

    @Example
    void whatIsNoRecordIsRefusedByTheNameOfTheMember() {
        String record = """
                {"Username":"secret","Attributes":[{"Name":"sub","Value":"secret"},{"Name":"name","Value":"secret"}],\
                "UserStatus":"secret","Enabled":true,"UserCreateDate":"2026-11-22T06:30:00Z"}""";
        assertThat(ProfileRecord.parse(record.getBytes(StandardCharsets.UTF_8)).username())
                .isEqualTo("secret");
        Map<String, List<String>> refused = new LinkedHashMap<>();
        refused.put(
                "Username", List.of(record.replace("Username", "secret"), record.replace("\"secret\",\"A", "7,\"A")));
        refused.put("Attributes", List.of(record.replace("Attributes", "secret"), record.replace("[{", "[7,{")));
        refused.put("Name", List.of(record.replace("\"Name\":\"name\"", "\"secret\":\"name\"")));
        refused.put("Value", List.of(record.replace("\"secret\"}]", "[\"secret\"]}]")));
        refused.put("attribute sub", List.of(record.replace("\"sub\"", "\"secret\"")));
        refused.put("there twice", List.of(record.replace("\"name\"", "\"sub\"")));
        refused.put("UserStatus", List.of(record.replace("UserStatus", "secret")));
        refused.put("Enabled", List.of(record.replace("true", "\"secret\""), record.replace("true", "null")));
        refused.put(
                "UserCreateDate", List.of(record.replace("2026-11-22", "secret"), record.replace("11-22", "02-30")));
        refused.put(
                "one JSON object",
                List.of(record + "secret", record + record, record + "\n" + record, record + "}", record + "]"));
        refused.put(
                "JSON object",
                List.of(
                        "",
                        "\n",
                        "null",
                        "[" + record + "]",
                        "secret",
                        "{secret",
                        record.replace("\"UserStatus\"", "secret")));

        refused.forEach((part, lines) -> assertThat(lines)
                .allSatisfy(line -> assertThatThrownBy(() -> ProfileRecord.parse(line.getBytes(StandardCharsets.UTF_8)))
                        .as(line)
                        .isInstanceOf(MalformedJsonException.class)
                        .hasMessageContaining(part)
                        .hasMessageNotContaining("secret")
                        .hasNoCause()));
    }

    /** A reader of the file needs no more than lines of UTF-8. */
    @Example
    void everyCharacterIsWrittenAsTheJsonWriterWritesIt() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            UserProfile user = Profiles.confirmed("s", "name", "a" + (char) c + "b");

            byte[] line = ProfileRecord.line(user);

            assertThat(Arrays.copyOf(line, line.length - 1))
                    .as("U+%04x", c)
                    .isEqualTo(Json.write(ProfileRecord.of(user)));
            assertThat(new String(line, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(line);
        }
    }

    @Provide
    Arbitrary<UserProfile> users() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(30),
                Arbitraries.chars()
                        .range(Character.MIN_HIGH_SURROGATE, Character.MAX_LOW_SURROGATE)
                        .list()
                        .ofMaxSize(5)
                        .map(ProfileRecordTest::join),
                Arbitraries.strings()
                        .withChars("\"\\\b\f\n\r\t\u0000\u001f\u007f\u0085\u2028é山/")
                        .ofMaxLength(20),
                Arbitraries.of("x", "é", "山", "\ud800", "\u0001").map(character -> character.repeat(2048)));
        Arbitrary<Optional<Instant>> time = Arbitraries.longs()
                .between(0, 4_102_444_800_000L)
                .map(Instant::ofEpochMilli)
                .optional();
        return Combinators.combine(
                        text,
                        Arbitraries.maps(text, text).ofMaxSize(6),
                        Arbitraries.of("CONFIRMED", "SOMETHING \"NEW\"", ""),
                        Arbitraries.of(true, false),
                        time,
                        time)
                .as((username, attributes, status, enabled, created, modified) -> {
                    Map<String, String> all = new LinkedHashMap<>();
                    all.put(Attributes.SUB, "s");
                    all.putAll(attributes);
                    return new UserProfile(username, all, status, enabled, created, modified);
                });
    }

    private static String join(List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }
}
