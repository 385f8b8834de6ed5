package io.github.cognitodr.operator.check;

import io.github.cognitodr.operator.terminal.Paragraph;
import io.github.cognitodr.userpool.csv.FileFinding;
import io.github.cognitodr.userpool.csv.FileRule;
import io.github.cognitodr.userpool.csv.FileVerdict;
import io.github.cognitodr.userpool.csv.RowFinding;
import io.github.cognitodr.userpool.csv.RowVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A verdict in words for people, and as members for scripts. No value of the file is in either. Stateless. */
public final class Foretold {
    private Foretold() {}

    /** What the job does, in a sentence or two. */
    public static String sentence(FileVerdict verdict) {
        return switch (verdict.effect()) {
            case NOT_STARTED -> "No import job of this pool starts, so that nobody would be imported." + once(verdict);
            case FAILED -> "The job would fail and import nobody." + once(verdict);
            case UNDOCUMENTED ->
                "What the job does cannot be told: Cognito does not document how it reads such a file." + once(verdict);
            case END_UNKNOWN -> runs(verdict) + " With which status it ends cannot be told.";
            case NONE -> runs(verdict);
        };
    }

    private static String runs(FileVerdict verdict) {
        if (verdict.imported() == verdict.rows()) {
            return verdict.rows() == 0
                    ? "The job would have nobody to import."
                    : "The job would run and import all " + count(verdict.rows(), "user") + ".";
        }
        return "The job would run and import " + fates(verdict) + ".";
    }

    private static String once(FileVerdict verdict) {
        return verdict.rows() == verdict.unjudged()
                ? ""
                : " If that were mended, it would import " + fates(verdict) + ".";
    }

    private static String fates(FileVerdict verdict) {
        List<String> others = new ArrayList<>();
        addIfAny(others, verdict.failed(), "would fail");
        addIfAny(others, verdict.skipped(), "would be skipped");
        addIfAny(others, verdict.undocumented(), "cannot be told");
        addIfAny(others, verdict.unjudged(), "were not judged");
        return String.format(Locale.ROOT, "%,d of %s", verdict.imported(), count(verdict.rows(), "user"))
                + (others.isEmpty() ? "" : ": " + String.join(", ", others));
    }

    private static void addIfAny(List<String> parts, int rows, String what) {
        if (rows > 0) {
            parts.add(String.format(Locale.ROOT, "%,d ", rows) + what);
        }
    }

    private static String count(int number, String what) {
        return String.format(Locale.ROOT, "%,d ", number) + what + (number == 1 ? "" : "s");
    }

    /** What there is to say of the file, each with what to do. */
    public static List<String> findings(FileVerdict verdict) {
        List<String> lines = new ArrayList<>();
        for (FileFinding finding : verdict.findings()) {
            String first = finding.rule().effect() == FileRule.Effect.NONE ? "Remark: " : "File: ";
            lines.addAll(Paragraph.lines(first, capital(finding.text()) + "."));
            lines.addAll(Paragraph.lines(
                    " ".repeat(first.length()), capital(finding.rule().advice()) + "."));
        }
        return lines;
    }

    /** What there is to say of rows, one entry a rule, with how many it is about and what to do. */
    public static List<String> rules(FileVerdict verdict) {
        List<String> lines = new ArrayList<>();
        verdict.rules().forEach((rule, rows) -> {
            String first = String.format(Locale.ROOT, "%,9d ", rows) + (rows == 1 ? "row:  " : "rows: ");
            lines.addAll(Paragraph.lines(first, capital(rule.text()) + "."));
            lines.addAll(Paragraph.lines(" ".repeat(first.length()), capital(rule.advice()) + "."));
        });
        return lines;
    }

    /** A row that is not imported, for {@link #line} and for scripts. */
    public static Map<String, Object> row(RowVerdict row) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("line", row.line());
        said.put("verdict", fate(row));
        said.put("findings", row.findings().stream().map(Foretold::member).toList());
        return said;
    }

    /** The same for people. */
    public static List<String> line(RowVerdict row) {
        String first = String.format(Locale.ROOT, "line %,d ", row.line()) + label(row) + ": ";
        return Paragraph.lines(
                first, row.findings().stream().map(RowFinding::text).collect(Collectors.joining("; ")));
    }

    /** For scripts. */
    public static Map<String, Object> document(FileVerdict verdict) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("certainToImportAll", verdict.isCertainToImportAll());
        document.put("effect", verdict.effect().name());
        document.put("verdict", sentence(verdict));
        document.put("rows", verdict.rows());
        document.put("imported", verdict.imported());
        document.put("skipped", verdict.skipped());
        document.put("failed", verdict.failed());
        document.put("undocumented", verdict.undocumented());
        document.put("unjudged", verdict.unjudged());
        List<Map<String, Object>> findings = new ArrayList<>();
        for (FileFinding finding : verdict.findings()) {
            findings.add(Map.of(
                    "rule", finding.rule().name(),
                    "text", finding.text(),
                    "advice", finding.rule().advice()));
        }
        document.put("findings", findings);
        List<Map<String, Object>> rules = new ArrayList<>();
        verdict.rules()
                .forEach((rule, rows) -> rules.add(
                        Map.of("rule", rule.name(), "rows", rows, "text", rule.text(), "advice", rule.advice())));
        document.put("rules", rules);
        return document;
    }

    private static Map<String, Object> member(RowFinding finding) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("rule", finding.rule().name());
        if (!finding.column().isEmpty()) {
            member.put("column", finding.column());
        }
        finding.otherLine().ifPresent(line -> member.put("otherLine", line));
        return member;
    }

    private static String fate(RowVerdict row) {
        if (row instanceof RowVerdict.Imported) {
            return "imported";
        }
        if (row instanceof RowVerdict.Skipped) {
            return "skipped";
        }
        return row instanceof RowVerdict.Failed ? "failed" : "undocumented";
    }

    private static String label(RowVerdict row) {
        if (row instanceof RowVerdict.Skipped) {
            return "would be skipped";
        }
        return row instanceof RowVerdict.Failed ? "would fail" : "cannot be told";
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }
}
