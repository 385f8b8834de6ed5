package io.github.cognitodr.operator.terminal;

import io.github.cognitodr.userpool.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command says. For people: the result on standard output, all else (plans, progress, warnings) on standard error,
 * so that a result can be piped. With {@code --json}: one JSON document on standard output, and nothing else there. Colour
 * only on a terminal; no word depends on it. Thread-safe.
 */
public final class Output {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final TerminalKind terminal;

    public Output(PrintWriter out, PrintWriter err, boolean json, TerminalKind terminal) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.terminal = terminal;
    }

    /** A line of the result; left out with {@code --json}, where {@link #document} is the result. */
    public void result(String line) {
        if (!json) {
            synchronized (out) {
                out.println(line);
                out.flush();
            }
        }
    }

    /** The result for scripts; printed with {@code --json} only, on one line. */
    public void document(Map<String, ?> document) {
        if (json) {
            synchronized (out) {
                out.println(new String(Json.write(document), StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    /** A line about the work itself: on standard error. */
    public void note(String line) {
        synchronized (err) {
            err.println(line);
            err.flush();
        }
    }

    /** Something to be noticed: on standard error. */
    public void warning(String line) {
        note(styled("bold,yellow", "Warning:") + " " + line);
    }

    /** The text in a picocli style where colour is wanted, otherwise as it is. */
    public String styled(String style, String text) {
        return terminal.ansi().string("@|" + style + " " + text + "|@");
    }

    /** Whether somebody sits in front of it, who can be asked. */
    public boolean isInteractive() {
        return terminal.interactive();
    }

    public boolean isJson() {
        return json;
    }

    /**
     * Shows how far some work has come, with rate and time left: a bar on a terminal, a line now and then elsewhere.
     *
     * @param total how much there is to do; 0 or less where nobody knows
     * @param unit what is counted, such as {@code users}
     */
    public Progress progress(String task, long total, String unit) {
        return terminal.interactive()
                ? new ProgressOnTerminal(task, total, unit)
                : new ProgressInLines(task, total, unit, this::note, System::nanoTime);
    }
}
