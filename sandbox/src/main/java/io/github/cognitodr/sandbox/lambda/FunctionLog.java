package io.github.cognitodr.sandbox.lambda;

import java.util.ArrayDeque;
import java.util.List;

/** The last lines that a function's environments wrote to standard output and error. Thread-safe. */
final class FunctionLog {

    /** Bounds the memory of a long run; a test reads far fewer. */
    private static final int KEPT = 50_000;

    private final ArrayDeque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
