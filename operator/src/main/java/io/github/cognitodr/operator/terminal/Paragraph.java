package io.github.cognitodr.operator.terminal;

import java.util.ArrayList;
import java.util.List;

/** Sentences on a terminal of 80 columns. Stateless. */
public final class Paragraph {
    private static final int WIDTH = 80;

    private Paragraph() {}

    /**
     * The text, broken between words.
     *
     * @param first what the first line begins with; the others are indented as far
     */
    public static List<String> lines(String first, String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        int start = first.length();
        for (String word : text.split(" ", -1)) {
            boolean empty = line.length() == start;
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(start));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
