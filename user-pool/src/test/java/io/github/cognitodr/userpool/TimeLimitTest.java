package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class TimeLimitTest {

    @Test
    void givesTheAnswer() throws TimeoutException {
        assertThat(TimeLimit.call(Duration.ofSeconds(1), () -> "answer")).isEqualTo("answer");
    }

    @Test
    void whatFailsFailsAsItIs() {
        assertThatThrownBy(() -> TimeLimit.call(Duration.ofSeconds(1), () -> {
                    throw new PoolRefusedException("schema");
                }))
                .isInstanceOf(PoolRefusedException.class);
        assertThatThrownBy(() -> TimeLimit.call(Duration.ofSeconds(1), () -> {
                    throw new NoClassDefFoundError("missing");
                }))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    /** As one that is being connected is. */
    @Test
    void whatCannotBeInterruptedIsNotWaitedFor() {
        AtomicBoolean over = new AtomicBoolean();
        Stopwatch stopwatch = Stopwatch.start();

        assertThatThrownBy(() -> TimeLimit.call(Duration.ofMillis(100), () -> {
                    while (!over.get()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                    return "late";
                }))
                .isInstanceOf(TimeoutException.class);

        assertThat(stopwatch.milliseconds()).isBetween(90L, 1_000L);
        over.set(true);
    }

    @Test
    void nothingIsBegunWithNoTimeLeft() {
        AtomicBoolean begun = new AtomicBoolean();

        assertThatThrownBy(() -> TimeLimit.call(Duration.ofNanos(900_000), () -> begun.getAndSet(true)))
                .isInstanceOf(TimeoutException.class);

        assertThat(begun).isFalse();
    }
}
