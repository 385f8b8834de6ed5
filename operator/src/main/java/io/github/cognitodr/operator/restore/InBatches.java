package io.github.cognitodr.operator.restore;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToLongFunction;

/** Goes through what is in a file by its numbers, some of it in memory at a time. Not thread-safe. */
final class InBatches<T> implements Iterator<T> {

    /** Reads the next ones from a number on. */
    @FunctionalInterface
    interface Source<T> {
        List<T> read(long from, int most);
    }

    private final int size;
    private final Source<T> source;
    private final ToLongFunction<T> number;
    private Iterator<T> batch = List.<T>of().iterator();
    private long next;

    InBatches(int size, Source<T> source, ToLongFunction<T> number) {
        this.size = size;
        this.source = source;
        this.number = number;
    }

    @Override
    public boolean hasNext() {
        if (!batch.hasNext()) {
            batch = source.read(next, size).iterator();
        }
        return batch.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T one = batch.next();
        next = number.applyAsLong(one) + 1;
        return one;
    }
}
