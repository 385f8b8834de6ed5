package io.github.cognitodr.operator.snapshot;

import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.csv.ExistingUsers;
import io.github.cognitodr.userpool.csv.FileFinding;
import io.github.cognitodr.userpool.csv.FileRule;
import io.github.cognitodr.userpool.csv.FileVerdict;
import io.github.cognitodr.userpool.csv.ImportCheck;
import io.github.cognitodr.userpool.csv.ImportRules;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.csv.RowVerdict;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A CSV of a snapshot, looked through: its header, its rows, and what an import would make of them. Not thread-safe. */
final class CsvExamination {
    private final List<String> csvHeader;
    private final Optional<PoolSchema> pool;
    private long firstBad;

    /** @param pool that the rows are judged for; where there is none, they are judged by the columns alone */
    CsvExamination(List<String> csvHeader, Optional<PoolSchema> pool) {
        this.csvHeader = csvHeader;
        this.pool = pool;
    }

    /** Reads the CSV, adds what is found, and gives the number of its rows. */
    long look(InputStream csv, List<String> problems, List<String> remarks) throws IOException {
        Beginning beginning = new Beginning(csv);
        FileVerdict verdict = ImportCheck.of(pool.orElseGet(() -> ForeseeablePool.of(csvHeader)))
                .check(beginning, ExistingUsers.none(), this::note);
        if (!beginning.firstLine().equals(headerRow())) {
            problems.add("its first line is not the manifest's csvHeader");
        }
        for (FileFinding finding : verdict.findings()) {
            if (finding.rule() == FileRule.NO_USERS || finding.rule() == FileRule.FEW_IMPORTED) {
                continue; // the rows say so themselves
            }
            (breaks(finding) ? problems : remarks).add(finding.text());
        }
        String of = pool.isPresent() ? "the pool's import" : "every import";
        if (verdict.failed() > 0) {
            problems.add(String.format(
                    Locale.ROOT, "%,d rows would fail in %s, the first in line %,d", verdict.failed(), of, firstBad));
        }
        if (verdict.skipped() > 0) {
            problems.add(String.format(
                    Locale.ROOT,
                    "%,d rows have the name of an earlier one, the first in line %,d",
                    verdict.skipped(),
                    firstBad));
        }
        if (verdict.undocumented() > 0) {
            remarks.add(String.format(
                    Locale.ROOT, "%,d rows of which nobody can tell what an import does", verdict.undocumented()));
        }
        return verdict.rows();
    }

    private static boolean breaks(FileFinding finding) {
        return finding.rule().effect() == FileRule.Effect.FAILED;
    }

    private void note(RowVerdict row) {
        if (firstBad == 0 && (row instanceof RowVerdict.Failed || row instanceof RowVerdict.Skipped)) {
            firstBad = row.line();
        }
    }

    /** Of the rules, only the columns count here. */
    private String headerRow() {
        return new ImportRules(csvHeader, Set.of(), Set.of(), false, SignInAttribute.USERNAME).headerRow();
    }

    /** Keeps the first line while another reads. */
    private static final class Beginning extends FilterInputStream {
        private static final int LONGEST = 1 << 16;

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private boolean ended;

        Beginning(InputStream in) {
            super(in);
        }

        /** With its line feed. */
        String firstLine() {
            return line.toString(StandardCharsets.UTF_8);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                keep((byte) read);
            }
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            for (int i = 0; i < read && !ended; i++) {
                keep(into[offset + i]);
            }
            return read;
        }

        private void keep(byte next) {
            if (!ended) {
                line.write(next);
                ended = next == '\n' || line.size() == LONGEST;
            }
        }
    }
}
