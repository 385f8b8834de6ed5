package io.github.cognitodr.sandbox.cognito;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map of a few strings, in the order in which they were given: one array, looked through from its start. A
 * pool of a million users fits into a gigabyte by it; with a hash map each, it would not.
 */
final class CompactMap extends AbstractMap<String, String> {
    /** A name, its value, the next name, and so on. */
    private final String[] entries;

    private CompactMap(String[] entries) {
        this.entries = entries;
    }

    static CompactMap copyOf(Map<String, String> map) {
        if (map instanceof CompactMap immutable) {
            return immutable;
        }
        String[] entries = new String[2 * map.size()];
        int next = 0;
        for (Map.Entry<String, String> entry : map.entrySet()) {
            entries[next++] = entry.getKey();
            entries[next++] = entry.getValue();
        }
        return new CompactMap(entries);
    }

    @Override
    public int size() {
        return entries.length / 2;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i].equals(name)) {
                return entries[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super String> action) {
        for (int i = 0; i < entries.length; i += 2) {
            action.accept(entries[i], entries[i + 1]);
        }
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return CompactMap.this.size();
            }

            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new Entries(entries);
            }
        };
    }

    private static final class Entries implements Iterator<Entry<String, String>> {
        private final String[] entries;
        private int next;

        Entries(String[] entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return next < entries.length;
        }

        @Override
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Entry<String, String> entry = Map.entry(entries[next], entries[next + 1]);
            next += 2;
            return entry;
        }
    }
}
