package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.terminal.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The findings for people: one line each, so that they can be searched; folded on a terminal, so that they can be read. */
final class Report {
    private static final int WIDTH = 80;
    private static final int INDENT = 10;

    private final Output output;

    Report(Output output) {
        this.output = output;
    }

    void line(Finding finding) {
        String label = String.format(
                Locale.ROOT, "%-" + INDENT + "s", finding.severity().label());
        String text = finding.check() + " (" + finding.about() + "): " + sentence(finding.diagnosis());
        if (!output.isInteractive()) {
            output.result(label + text);
            return;
        }
        String colour = switch (finding.severity()) {
            case OK -> "green";
            case SKIPPED -> "faint";
            case WARNING -> "bold,yellow";
            case CRITICAL -> "bold,red";
        };
        List<String> lines = Folded.lines(text, WIDTH - INDENT);
        output.result(output.styled(colour, label.strip())
                + label.substring(label.strip().length())
                + lines.get(0));
        lines.stream().skip(1).forEach(line -> output.result(" ".repeat(INDENT) + line));
    }

    void end(Examination examination) {
        output.result("");
        examination
                .estimate()
                .map(RecoveryEstimate::inWords)
                .map(words -> output.isInteractive() ? Folded.lines(words, WIDTH) : List.of(words))
                .ifPresent(lines -> lines.forEach(output::result));
        sum(examination).forEach(output::result);
        output.document(examination.document());
    }

    private static List<String> sum(Examination examination) {
        long skipped = examination.count(Severity.SKIPPED);
        List<String> sum = new ArrayList<>();
        sum.add(examination.count(Severity.CRITICAL) + " critical, " + examination.count(Severity.WARNING)
                + " warnings, " + examination.count(Severity.OK) + " ok, " + skipped + " skipped.");
        if (skipped > 0) {
            sum.add("Skipped is what only a listing of all users tells: add --users.");
        }
        if (examination.unknown() > 0) {
            sum.add(examination.unknown() + " could not be checked: of these nothing is known.");
        }
        return sum;
    }

    private static String sentence(Diagnosis diagnosis) {
        StringBuilder sentence = new StringBuilder(stopped(diagnosis.found()));
        if (!diagnosis.why().isEmpty()) {
            sentence.append(" Why: ").append(stopped(diagnosis.why()));
        }
        if (!diagnosis.mend().isEmpty()) {
            sentence.append(" Mend: ").append(stopped(diagnosis.mend()));
        }
        return sentence.toString();
    }

    private static String stopped(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
