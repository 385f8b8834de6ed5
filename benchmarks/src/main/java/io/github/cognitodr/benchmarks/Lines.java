package io.github.cognitodr.benchmarks;

import io.github.cognitodr.sandbox.lambda.JavaRuntime;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;

/** The lines of a table: each is there as soon as it is complete, and looks the same in every locale. */
final class Lines {
    private final PrintWriter out;

    Lines(PrintWriter out) {
        this.out = out;
    }

    void text(String text) {
        out.println(text);
        out.flush();
    }

    void line(String format, Object... cells) {
        text(format(format, cells).stripTrailing());
    }

    static String version(JavaRuntime java) {
        return java.version().version().stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
