package io.github.cognitodr.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class MovableClockTest {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final MovableClock clock = new MovableClock();

    @Test
    void itShowsTheMachinesTimeUntilItIsMoved() {
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
    }

    @Test
    void itRunsOnFromWhereItIsMovedTo() throws InterruptedException {
        Instant before = clock.instant();
        clock.advance(Duration.ofMinutes(10));
        clock.advance(Duration.ofMinutes(5));

        Instant after = clock.instant();
        assertThat(Duration.between(before, after)).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(16));
        Thread.sleep(5);
        assertThat(clock.instant()).isAfter(after);
    }

    @Test
    void inAnotherZoneItMovesAsWell() {
        Clock tokyo = clock.withZone(TOKYO);
        clock.advance(Duration.ofDays(1));

        assertThat(tokyo.getZone()).isEqualTo(TOKYO);
        assertThat(tokyo.instant()).isCloseTo(clock.instant(), within(5, ChronoUnit.SECONDS));
    }

    @Test
    void itDoesNotGoBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .withMessageContaining("forward only");
    }
}
