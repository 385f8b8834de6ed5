package io.github.cognitodr.operator.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressInLinesTest {
    private final List<String> lines = new ArrayList<>();
    private long now;

    @Test
    void saysRateAndTimeLeftNowAndThen() {
        try (Progress progress = new ProgressInLines("Listing", 1_000, "users", lines::add, () -> now)) {
            progress.step(100);
            now = 10_000_000_000L;
            progress.step(150);
            progress.step(50);
            now = 20_000_000_000L;
            progress.step(700);
        }
        assertThat(lines)
                .containsExactly(
                        "Listing: 1,000 users",
                        "Listing: 250 of 1,000 users, 25 a second, 30 s left",
                        "Listing: 1,000 of 1,000 users, 50 a second",
                        "Listing: 1,000 of 1,000 users, 50 a second");
    }

    @Test
    void promisesNothingWhereNobodyKnowsHowMuchThereIs() {
        try (Progress progress = new ProgressInLines("Listing", 0, "users", lines::add, () -> now)) {
            now = 11_000_000_000L;
            progress.step(22);
        }
        assertThat(lines).containsExactly("Listing", "Listing: 22 users, 2 a second", "Listing: 22 users, 2 a second");
    }

    @Test
    void saysOnceWhatItWaitsFor() {
        try (Progress progress = new ProgressInLines("Importing", 0, "users", lines::add, () -> now)) {
            progress.says("waiting");
            progress.says("waiting");
        }
        assertThat(lines).containsExactly("Importing", "Importing: waiting", "Importing: 0 users");
    }
}
