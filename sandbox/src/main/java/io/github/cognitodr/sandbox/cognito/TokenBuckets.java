package io.github.cognitodr.sandbox.cognito;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts requests against the quotas: a bucket holds a second's worth, and fills at the quota's rate. Thread-safe. */
final class TokenBuckets {
    private static final double NANOS = 1e9;

    private final Quotas quotas;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    TokenBuckets(Quotas quotas, LongSupplier nanoTime) {
        this.quotas = quotas;
        this.nanoTime = nanoTime;
    }

    /** Takes one request's tokens, or throws TooManyRequestsException. */
    void take(String operation, @Nullable String poolId) {
        Quotas.Category category = Quotas.Category.of(operation);
        Integer rate = category == null ? null : quotas.rate(category);
        if (category == null || rate == null) {
            return;
        }
        boolean allowed = bucket(category.name(), rate).take();
        if (allowed && category.limitsPool() && poolId != null) {
            allowed = bucket(operation + ' ' + poolId, Quotas.PER_OPERATION_AND_POOL)
                    .take();
        }
        if (!allowed) {
            throw AwsError.tooManyRequests();
        }
    }

    private Bucket bucket(String key, int rate) {
        return buckets.computeIfAbsent(key, name -> new Bucket(rate));
    }

    private final class Bucket {
        private final int rate;
        private double tokens;
        private long filledAt = nanoTime.getAsLong();

        Bucket(int rate) {
            this.rate = rate;
            this.tokens = rate;
        }

        synchronized boolean take() {
            long now = nanoTime.getAsLong();
            tokens = Math.min(rate, tokens + (now - filledAt) / NANOS * rate);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
