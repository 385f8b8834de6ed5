package io.github.cognitodr.replicate;

import io.github.cognitodr.userpool.Deadline;
import io.github.cognitodr.userpool.RetryMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The retry queue, in memory. */
final class FakeRetryQueue implements RetryQueue {
    final List<RetryMessage> messages = new ArrayList<>();
    final List<String> aside = new ArrayList<>();
    final List<Optional<String>> checksAside = new ArrayList<>();
    final Map<String, Duration> pauses = new LinkedHashMap<>();
    boolean down;

    /** How many calls fail before the queue is up again. */
    int failures;

    @Override
    public void put(RetryMessage message, String check, Deadline deadline) {
        check();
        messages.add(message);
    }

    @Override
    public void retryIn(String receiptHandle, Duration delay) {
        check();
        pauses.put(receiptHandle, delay);
    }

    @Override
    public void putAside(String body, Optional<String> check) {
        check();
        aside.add(body);
        checksAside.add(check);
    }

    private void check() {
        if (down || failures-- > 0) {
            throw new RetryQueueException("the queue is down");
        }
    }
}
