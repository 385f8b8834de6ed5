package io.github.cognitodr.operator.terminal;

import io.github.cognitodr.userpool.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Users whom something is to be said of: the first ones on the terminal, all of them in a file, a JSON object a line. They
 * are named by id. Thread-safe.
 */
public final class UserList implements AutoCloseable {
    private final int shown;
    private final Optional<Path> file;
    private final List<Map<String, Object>> first = new ArrayList<>();
    private @Nullable BufferedWriter writer;
    private long count;

    /**
     * An empty list.
     *
     * @param shown how many are kept for the terminal
     * @param file where all are written to, if to any; made when the first comes, in the place of an older one
     */
    public UserList(int shown, Optional<Path> file) {
        this.shown = shown;
        this.file = file;
    }

    /** Adds one; members that are empty are left out. */
    public synchronized void add(Map<String, ?> user) {
        Map<String, Object> said = new LinkedHashMap<>();
        user.forEach((name, value) -> {
            if (!String.valueOf(value).isEmpty() && !value.equals(List.of())) {
                said.put(name, value);
            }
        });
        if (count++ < shown) {
            first.add(said);
        }
        if (file.isPresent()) {
            write(said);
        }
    }

    public synchronized long count() {
        return count;
    }

    /** The first ones, for a document. */
    public synchronized List<Map<String, Object>> first() {
        return List.copyOf(first);
    }

    /** The first ones as lines, and where the others are. */
    public synchronized List<String> lines() {
        Table table = new Table();
        for (Map<String, Object> user : first) {
            table.row(user.values().stream().map(UserList::text).toArray(String[]::new));
        }
        List<String> lines = new ArrayList<>(table.lines());
        if (count > first.size()) {
            lines.add("... and " + String.format("%,d", count - first.size()) + " more"
                    + file.map(path -> ", all of them in " + path).orElse(""));
        } else if (count > 0) {
            file.ifPresent(path -> lines.add("(also in " + path + ")"));
        }
        return lines;
    }

    @Override
    public synchronized void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException full) {
                throw new UncheckedIOException(full);
            }
        }
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    private void write(Map<String, Object> user) {
        try {
            if (writer == null) {
                writer = Files.newBufferedWriter(file.orElseThrow());
            }
            writer.write(new String(Json.write(user), StandardCharsets.UTF_8));
            writer.newLine();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
