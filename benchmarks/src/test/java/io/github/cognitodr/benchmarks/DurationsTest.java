package io.github.cognitodr.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "50, 50", "99, 99", "100, 100"})
    void aPercentileIsTheNearestRank(int percent, double milliseconds) {
        Durations hundred = new Durations(IntStream.rangeClosed(1, 100)
                .map(i -> 101 - i)
                .mapToObj(Duration::ofMillis)
                .toList());

        assertThat(hundred.milliseconds(percent)).isEqualTo(milliseconds);
    }

    @Test
    void oneIsEveryPercentile() {
        Durations one = new Durations(List.of(Duration.ofNanos(1_500_000)));

        assertThat(one.milliseconds(0)).isEqualTo(1.5);
        assertThat(one.milliseconds(50)).isEqualTo(1.5);
        assertThat(one.milliseconds(100)).isEqualTo(1.5);
    }

    @Test
    void nothingHasNoPercentile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Durations(List.of()));
    }
}
