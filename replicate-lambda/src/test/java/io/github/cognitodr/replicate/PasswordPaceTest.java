package io.github.cognitodr.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.Stopwatch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordPaceTest {

    @Test
    void fivePasswordsASecondForEachOfTwoEnvironments() {
        PasswordPace pace = new PasswordPace();
        Stopwatch stopwatch = Stopwatch.start();

        for (int turn = 0; turn < 11; turn++) {
            assertThat(pace.await(Duration.ofSeconds(1))).isTrue();
        }

        assertThat(stopwatch.milliseconds()).isBetween(1_950L, 3_000L);
    }

    @Test
    void whoCannotWaitSoLongIsToldAtOnce() {
        PasswordPace pace = new PasswordPace();
        assertThat(pace.await(Duration.ZERO)).isTrue();

        assertThat(pace.await(Duration.ofMillis(50))).isFalse();
    }
}
