package io.github.cognitodr.sandbox;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that starts when it is first asked for; others who ask meanwhile wait. Thread-safe. */
final class Lazy<T> {

    private final Supplier<T> starter;
    private @Nullable T value;

    Lazy(Supplier<T> starter) {
        this.starter = starter;
    }

    synchronized T get() {
        T started = value;
        if (started == null) {
            started = starter.get();
            value = started;
        }
        return started;
    }

    /** Does this only where it was started. */
    synchronized void ifStarted(Consumer<T> action) {
        T started = value;
        if (started != null) {
            action.accept(started);
        }
    }
}
