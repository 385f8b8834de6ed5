package io.github.cognitodr.replicate;

import dev.failsafe.RateLimiter;
import io.github.cognitodr.userpool.Pace;
import java.time.Duration;

/**
 * The worker's share of the standby's account-recovery quota: 10 passwords a second of Cognito's 30 (Guide, Quotas), so
 * that after an outage, when the queue is long, the people who recover their accounts have the rest. Thread-safe.
 */
final class PasswordPace implements Pace {
    private static final int A_SECOND = 10;

    /** How many environments work at a time: the event source's maximum concurrency, see the stack of the primary. */
    private static final int ENVIRONMENTS = 2;

    private final RateLimiter<Object> limiter = RateLimiter.smoothBuilder(
                    A_SECOND / ENVIRONMENTS, Duration.ofSeconds(1))
            .build();

    @Override
    public boolean await(Duration longest) {
        try {
            return limiter.tryAcquirePermit(longest);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
