package io.github.cognitodr.operator.doctor;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is read once, when it is first asked for, or that could not be read. For one thread. */
final class Fact<T> {
    private @Nullable Supplier<T> reader;
    private @Nullable T value;
    private String unknown = "";

    private Fact(@Nullable Supplier<T> reader, @Nullable T value, String unknown) {
        this.reader = reader;
        this.value = value;
        this.unknown = unknown;
    }

    static <T> Fact<T> known(T value) {
        return new Fact<>(null, value, "");
    }

    static <T> Fact<T> unknown(String why) {
        return new Fact<>(null, null, why);
    }

    /** Reads when it is asked for; an UnknownFactException of the reader is remembered as its other results are. */
    static <T> Fact<T> read(Supplier<T> reader) {
        return new Fact<>(reader, null, "");
    }

    /** @throws UnknownFactException if it could not be read, each time with the same words */
    T get() {
        Supplier<T> unread = reader;
        if (unread != null) {
            reader = null;
            try {
                value = unread.get();
            } catch (UnknownFactException notToBeHad) {
                unknown = notToBeHad.why();
            }
        }
        T known = value;
        if (known == null) {
            throw new UnknownFactException(unknown);
        }
        return known;
    }

    Optional<T> ifKnown() {
        try {
            return Optional.of(get());
        } catch (UnknownFactException notToBeHad) {
            return Optional.empty();
        }
    }
}
