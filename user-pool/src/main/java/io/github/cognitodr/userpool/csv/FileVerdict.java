package io.github.cognitodr.userpool.csv;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an import job does with a file. Where the job fails or does not start, nobody is imported, and the verdicts on
 * rows say what they would come to if that were mended.
 *
 * @param rows the lines after the header, empty ones too
 * @param imported rows of which it is certain that they are imported
 * @param undocumented rows of which nobody knows
 * @param findings what there is to say of the whole
 * @param rules how many rows each rule speaks of; a row may be under several
 */
public record FileVerdict(
        int rows,
        int imported,
        int skipped,
        int failed,
        int undocumented,
        List<FileFinding> findings,
        Map<RowRule, Integer> rules) {

    public FileVerdict {
        findings = List.copyOf(findings);
        Map<RowRule, Integer> byRule = new EnumMap<>(RowRule.class);
        byRule.putAll(rules);
        rules = Collections.unmodifiableMap(byRule);
    }

    /** What the gravest of the findings means for the job. */
    public FileRule.Effect effect() {
        return findings.stream()
                .map(finding -> finding.rule().effect())
                .max(FileRule.Effect::compareTo)
                .orElse(FileRule.Effect.NONE);
    }

    /**
     * Rows on which there is no verdict: the columns cannot be told, the file ends for its reader before them, or they
     * are beyond what a job takes.
     */
    public int unjudged() {
        return rows - imported - skipped - failed - undocumented;
    }

    /** Whether the job runs, and takes every row for certain. */
    public boolean isCertainToImportAll() {
        return effect() == FileRule.Effect.NONE && imported == rows;
    }
}
