package io.github.cognitodr.userpool.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Foretells what an import job of a pool will do with a file, row by row, whoever wrote or edited it.
 *
 * <pre>{@code
 * PoolSchema pool = PoolSchemas.of(cognito, poolId);
 * FileVerdict verdict = ImportCheck.of(pool).check(csv, existing, row -> {
 *     row.findings().forEach(finding -> print(row.line(), finding.text(), finding.rule().advice()));
 * });
 * verdict.findings().forEach(finding -> print(finding.text(), finding.rule().advice()));
 * }</pre>
 *
 * <p>It claims no more than Cognito documents: what depends on a reading that is documented nowhere is
 * {@link RowVerdict.Undocumented}. Memory is bounded whatever the file's size: rows beyond what a job takes are counted,
 * not judged. Immutable, thread-safe.
 */
public final class ImportCheck {
    private final PoolSchema pool;
    private final Limits limits;

    private ImportCheck(PoolSchema pool, Limits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    /** The check for this pool, with Cognito's own limits. */
    public static ImportCheck of(PoolSchema pool) {
        return new ImportCheck(pool, Limits.OF_IMPORT_JOB);
    }

    /** The same with other limits. */
    ImportCheck within(Limits others) {
        return new ImportCheck(pool, others);
    }

    /**
     * How large a file may be. (Facts, Import job)
     *
     * @param certainBytes up to which it is small enough in every reading of 100 MB
     * @param bytes above which it is too large in every one
     */
    record Limits(int rows, long certainBytes, long bytes) {
        static final Limits OF_IMPORT_JOB = new Limits(ImportLimits.ROWS, ImportLimits.BYTES, 100 * 1024 * 1024);
    }

    /**
     * Reads the file to its end, or to where it is no UTF-8.
     *
     * @param csv is not closed
     * @param existing asked only about rows that nothing else is wrong with
     * @param rows gets the verdicts in the order of the file, each as soon as it is certain
     * @throws IOException if the file cannot be read; what {@code existing} and {@code rows} throw travels up too
     */
    public FileVerdict check(InputStream csv, ExistingUsers existing, Consumer<RowVerdict> rows) throws IOException {
        CsvLines lines = new CsvLines(csv);
        List<FileFinding> findings = new ArrayList<>();
        if (pool.autoVerified().isEmpty()) {
            findings.add(new FileFinding(FileRule.NO_AUTO_VERIFIED_ATTRIBUTE, ""));
        }
        Optional<List<String>> columns = Optional.empty();
        String first = lines.next();
        if (first != null) {
            FileHeader header = FileHeader.of(first, pool.csvHeader());
            findings.addAll(header.findings());
            columns = header.columns();
        }
        Tally tally = new Tally();
        Optional<FileRows> judge = columns.map(known -> new FileRows(pool, known, existing));
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (judge.isPresent() && lines.lines() - 1 <= limits.rows && lines.size() <= limits.bytes) {
                RowVerdict verdict = judge.get().judge(lines.lines(), line);
                tally.add(verdict);
                rows.accept(verdict);
            }
        }
        addFindingsOfTheWhole(lines, tally, findings);
        return tally.verdict(Math.max(lines.lines() - 1, 0), findings);
    }

    private void addFindingsOfTheWhole(CsvLines lines, Tally tally, List<FileFinding> findings) {
        int rows = lines.lines() - 1;
        if (lines.isMalformed()) {
            findings.add(new FileFinding(FileRule.NOT_UTF_8, "line " + (lines.lines() + 1)));
        } else if (rows < 0) {
            findings.add(new FileFinding(FileRule.EMPTY, ""));
        } else if (rows == 0) {
            findings.add(new FileFinding(FileRule.NO_USERS, ""));
        }
        if (rows > limits.rows) {
            findings.add(new FileFinding(FileRule.TOO_MANY_USERS, String.valueOf(rows)));
        }
        if (lines.size() > limits.certainBytes) {
            FileRule rule = lines.size() > limits.bytes ? FileRule.TOO_LARGE : FileRule.PERHAPS_TOO_LARGE;
            findings.add(new FileFinding(rule, lines.size() + " bytes"));
        }
        if (lines.endOnWindows()) {
            findings.add(new FileFinding(FileRule.WINDOWS_LINE_ENDS, ""));
        }
        boolean runs =
                findings.stream().allMatch(finding -> finding.rule().effect().compareTo(FileRule.Effect.FAILED) < 0);
        if (runs && tally.imported * 2L < tally.judged()) {
            findings.add(new FileFinding(FileRule.FEW_IMPORTED, tally.imported + " of " + tally.judged()));
        }
    }

    /** The counts so far. */
    private static final class Tally {
        private int imported;
        private int skipped;
        private int failed;
        private int undocumented;
        private final Map<RowRule, Integer> rules = new EnumMap<>(RowRule.class);

        void add(RowVerdict verdict) {
            if (verdict instanceof RowVerdict.Imported) {
                imported++;
            } else if (verdict instanceof RowVerdict.Skipped) {
                skipped++;
            } else if (verdict instanceof RowVerdict.Failed) {
                failed++;
            } else {
                undocumented++;
            }
            verdict.findings().stream()
                    .map(RowFinding::rule)
                    .distinct()
                    .forEach(rule -> rules.merge(rule, 1, Integer::sum));
        }

        int judged() {
            return imported + skipped + failed + undocumented;
        }

        FileVerdict verdict(int rows, List<FileFinding> findings) {
            return new FileVerdict(rows, imported, skipped, failed, undocumented, findings, rules);
        }
    }
}
