package io.github.cognitodr.operator.terminal;

import java.io.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What the command's output goes to.
 *
 * @param interactive whether both input and output are a terminal
 * @param ansi whether colours are wanted
 */
public record TerminalKind(boolean interactive, Ansi ansi) {

    /** That of this process: NO_COLOR and the like are obeyed. (picocli, ANSI heuristics) */
    public static TerminalKind ofThisProcess() {
        boolean interactive = isTerminal(System.console());
        return new TerminalKind(interactive, interactive && Ansi.AUTO.enabled() ? Ansi.ON : Ansi.OFF);
    }

    /** No terminal: a pipe, a file, a test. */
    public static TerminalKind none() {
        return new TerminalKind(false, Ansi.OFF);
    }

    /** From Java 22 on there is a console without a terminal too, and a method that tells. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException unexpected) {
            return false;
        }
    }
}
