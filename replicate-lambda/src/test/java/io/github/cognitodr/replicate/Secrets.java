package io.github.cognitodr.replicate;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for many short texts in long ones, all at once: thousands of people's values in megabytes of log. Immutable,
 * thread-safe.
 */
final class Secrets {
    private final Map<Integer, Set<String>> byLength = new HashMap<>();

    Secrets(Collection<String> secrets) {
        for (String secret : secrets) {
            byLength.computeIfAbsent(secret.length(), length -> new HashSet<>()).add(secret);
        }
    }

    /** One of them that the text holds, if it holds any. */
    Optional<String> in(String text) {
        for (Map.Entry<Integer, Set<String>> group : byLength.entrySet()) {
            int length = group.getKey();
            for (int start = 0; start + length <= text.length(); start++) {
                String piece = text.substring(start, start + length);
                if (group.getValue().contains(piece)) {
                    return Optional.of(piece);
                }
            }
        }
        return Optional.empty();
    }
}
