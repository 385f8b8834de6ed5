package io.github.cognitodr.operator.doctor;

import java.util.ArrayList;
import java.util.List;

/** Text on lines of a width, broken at blanks; a longer word has a line of its own. Stateless. */
final class Folded {
    private Folded() {}

    /** At least one line. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
