package io.github.cognitodr.sandbox.cloudformation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One output of a stack.
 *
 * @param key its logical name, such as {@code UserPoolId}
 * @param description as the template has it; null where it has none
 */
public record StackOutput(
        String key, String value, @Nullable String description) {

    /** Refuses what no template can say. */
    public StackOutput {
        Objects.requireNonNull(value);
        if (key.isEmpty()) {
            throw new IllegalArgumentException("an output needs a key");
        }
    }

    /** One without a description. */
    public static StackOutput of(String key, String value) {
        return new StackOutput(key, value, null);
    }
}
