package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the monotonic clock may wrap round

    @Test
    void passesAtItsMoment() {
        Deadline deadline = Deadline.in(Duration.ofNanos(10), now::get);

        assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(10));
        now.addAndGet(9);
        assertThat(deadline.hasPassed()).isFalse();
        now.addAndGet(1);
        assertThat(deadline.hasPassed()).isTrue();
        now.addAndGet(1);
        assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
    }

    @Test
    void withinIsTheSoonerOfTwo() {
        Deadline deadline = Deadline.in(Duration.ofNanos(10), now::get);

        assertThat(deadline.within(Duration.ofNanos(4)).remaining()).isEqualTo(Duration.ofNanos(4));
        assertThat(deadline.within(Duration.ofNanos(20)).remaining()).isEqualTo(Duration.ofNanos(10));
        assertThat(deadline.remainingAtMost(Duration.ofNanos(3))).isEqualTo(Duration.ofNanos(3));
    }
}
