package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Every text is read as {@link Instant#parse} reads it. */
class UtcTimeTest {

    @Property
    void everyMomentIsReadAsItWasWritten(@ForAll("moments") Instant moment) {
        assertThat(UtcTime.parse(moment.toString())).isEqualTo(moment);
    }

    @Property
    void aTextWithAnotherCharacterIsTakenOrRefusedAlike(@ForAll("changed") String text) {
        assertThat(read(text)).as(text).isEqualTo(expected(text));
    }

    @Example
    void formsAtTheEdgesAreTakenOrRefusedAlike() {
        for (String text : new String[] {
            "",
            "Z",
            "2026-11-22T06:30:00",
            "2026-11-22T06:30:00.Z",
            "2026-11-22T06:30:00.1Z",
            "2026-11-22T06:30:00.123456789Z",
            "2026-11-22T06:30:00.1234567890Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T24:00:01Z",
            "2026-12-31T23:59:60Z",
            "2026-02-29T00:00:00Z",
            "2024-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "2026-11-22T06:30:00+09:00",
            "2026-11-22t06:30:00z",
            "+12026-11-22T06:30:00Z"
        }) {
            assertThat(read(text)).as(text).isEqualTo(expected(text));
        }
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Combinators.combine(
                        Arbitraries.longs().between(-70_000_000_000L, 270_000_000_000L),
                        Arbitraries.of(0, 120_000_000, 123_000_000, 123_456_000, 123_456_789))
                .as(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<String> changed() {
        return Combinators.combine(
                        moments(),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of("", "0", "9", "3", "-", ":", ".", "T", "Z", " ", "\u0661"))
                .as((moment, place, other) -> {
                    String text = moment.toString();
                    int at = place % text.length();
                    return text.substring(0, at) + other + text.substring(at + 1);
                });
    }

    private static Optional<Instant> read(String text) {
        try {
            return Optional.of(UtcTime.parse(text));
        } catch (DateTimeException refused) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> expected(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException refused) {
            return Optional.empty();
        }
    }
}
