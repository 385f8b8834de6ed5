package io.github.cognitodr.replicate;

import dev.failsafe.CircuitBreaker;
import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Spares people the wait for a standby that is down: after three failures in a row it is not asked for a while, and
 * then by one person first. Each execution environment learns that for itself. Thread-safe.
 */
final class StandbyCircuit {
    static final int FAILURES = 3;
    static final Duration OPEN = Duration.ofSeconds(30);

    private final CircuitBreaker<Object> breaker;

    StandbyCircuit() {
        this(OPEN);
    }

    /** @param open how long the standby is not asked */
    StandbyCircuit(Duration open) {
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(FAILURES)
                .withDelay(open)
                .withSuccessThreshold(1)
                .build();
    }

    /**
     * Asks the standby, unless it has been failing.
     *
     * @throws PoolUnavailableException without asking, while the circuit is open
     */
    <T> T ask(Supplier<T> question) {
        if (!breaker.tryAcquirePermit()) {
            throw new PoolUnavailableException("Not asked: the standby has failed several times in a row");
        }
        try {
            T answer = question.get();
            breaker.recordSuccess();
            return answer;
        } catch (PoolRefusedException answered) {
            // one person's attributes, not the Region
            breaker.recordSuccess();
            throw answered;
        } catch (RuntimeException | LinkageError failed) {
            breaker.recordFailure();
            throw failed;
        }
    }
}
