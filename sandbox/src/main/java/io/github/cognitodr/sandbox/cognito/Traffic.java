package io.github.cognitodr.sandbox.cognito;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many requests a Region has had since it was started, by operation. Thread-safe. */
public final class Traffic {
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    Traffic() {}

    /**
     * Requests of one operation.
     *
     * @param calls all that arrived, whatever became of them
     * @param throttled of those, the ones refused with TooManyRequestsException, by a quota or by a fault
     */
    public record Count(long calls, long throttled) {
        private static final Count NONE = new Count(0, 0);

        /** What has come since an earlier count. */
        public Count since(Count earlier) {
            return new Count(calls - earlier.calls, throttled - earlier.throttled);
        }

        private Count plus(Count other) {
            return new Count(calls + other.calls, throttled + other.throttled);
        }
    }

    /** Those of an operation, such as {@code ListUsers}. */
    public Count of(String operation) {
        return counts.getOrDefault(operation, Count.NONE);
    }

    void called(String operation) {
        counts.merge(operation, new Count(1, 0), Count::plus);
    }

    void throttled(String operation) {
        counts.merge(operation, new Count(0, 1), Count::plus);
    }
}
