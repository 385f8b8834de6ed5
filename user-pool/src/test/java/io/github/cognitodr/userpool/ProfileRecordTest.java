package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

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
