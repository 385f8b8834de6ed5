package io.github.cognitodr.userpool.csv;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The first line of a file.
 *
 * @param columns in the file's order; empty if they cannot be told
 */
record FileHeader(Optional<List<String>> columns, List<FileFinding> findings) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Whether a file of this pool may begin so; if not, what somebody has probably done to it. */
    static FileHeader of(String line, List<String> expected) {
        List<FileFinding> findings = new ArrayList<>();
        String names = line;
        if (line.startsWith(BYTE_ORDER_MARK)) {
            findings.add(new FileFinding(FileRule.BYTE_ORDER_MARK, ""));
            names = line.substring(1);
        }
        if (!AmbiguousText.areSayable(expected)) {
            findings.add(new FileFinding(FileRule.AMBIGUOUS_ATTRIBUTE_NAME, ""));
        }
        return columns(names, expected, findings);
    }

    private static FileHeader columns(String names, List<String> expected, List<FileFinding> findings) {
        List<String> written =
                CsvCells.of(names).stream().map(CsvCells::trimmed).toList();
        if (isPermutation(written, expected)) {
            return new FileHeader(Optional.of(written), findings);
        }
        List<String> bare = written.stream().map(AmbiguousText::withoutBlanks).toList();
        if (isPermutation(bare, expected)) {
            return known(bare, findings, FileRule.UNUSUAL_BLANK_IN_HEADER);
        }
        List<String> unquoted = bare(names, ',');
        if (isPermutation(unquoted, expected)) {
            return known(unquoted, findings, FileRule.QUOTED_HEADER);
        }
        findings.add(unknown(names, written, expected));
        return new FileHeader(Optional.empty(), findings);
    }

    private static FileHeader known(List<String> columns, List<FileFinding> findings, FileRule rule) {
        findings.add(new FileFinding(rule, ""));
        return new FileHeader(Optional.of(columns), findings);
    }

    private static FileFinding unknown(String line, List<String> written, List<String> expected) {
        for (char separator : new char[] {';', '\t', '|'}) {
            List<String> names = bare(line, separator);
            if (knownAmong(names, expected) > Math.max(1, knownAmong(written, expected))) {
                String name = separator == '\t' ? "tabs" : "\"" + separator + "\"";
                return new FileFinding(FileRule.OTHER_SEPARATOR, name + " instead");
            }
        }
        if (line.indexOf('\r') >= 0) {
            return new FileFinding(FileRule.OLD_LINE_ENDS, "");
        }
        return new FileFinding(FileRule.OTHER_COLUMNS, difference(written, expected));
    }

    private static List<String> bare(String line, char separator) {
        return CsvCells.ofSpreadsheet(line, separator).stream()
                .map(AmbiguousText::withoutBlanks)
                .toList();
    }

    private static boolean isPermutation(List<String> names, List<String> expected) {
        return names.size() == expected.size() && new HashSet<>(names).equals(new HashSet<>(expected));
    }

    private static long knownAmong(List<String> names, List<String> expected) {
        return names.stream()
                .filter(new HashSet<>(expected)::contains)
                .distinct()
                .count();
    }

    /** The file's own names are told only if the line is a header at all: else they are somebody's data. */
    private static String difference(List<String> written, List<String> expected) {
        Set<String> missing = new TreeSet<>(expected);
        written.forEach(missing::remove);
        if (missing.size() == expected.size()) {
            return "none of them is there";
        }
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>();
        Set<String> foreign = new TreeSet<>();
        for (String name : written) {
            if (!expected.contains(name)) {
                foreign.add(name.isEmpty() ? "one without a name" : name);
            } else if (!seen.add(name)) {
                twice.add(name);
            }
        }
        List<String> parts = new ArrayList<>();
        addIfAny(parts, "missing: ", missing);
        addIfAny(parts, "not the pool's: ", foreign);
        addIfAny(parts, "twice: ", twice);
        return String.join("; ", parts);
    }

    private static void addIfAny(List<String> parts, String what, Set<String> names) {
        if (!names.isEmpty()) {
            parts.add(what + names.stream().collect(Collectors.joining(", ")));
        }
    }
}
