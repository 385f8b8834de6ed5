package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.imports.DoubtfulRows;
import io.github.cognitodr.operator.imports.ImportFile;
import io.github.cognitodr.operator.imports.ImportJobs;
import io.github.cognitodr.operator.imports.ImportLog;
import io.github.cognitodr.operator.imports.ImportLogs;
import io.github.cognitodr.operator.imports.ImportLogs.UnreadableLogException;
import io.github.cognitodr.operator.imports.JobResult;
import io.github.cognitodr.operator.imports.LineNumbers;
import io.github.cognitodr.operator.terminal.Output;
import io.github.cognitodr.operator.terminal.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the import jobs, and finds out of each row what became of it. For one thread. */
final class ImportStep {
    /** Lines can be read some seconds after they were written. */
    private static final int LOG_ATTEMPTS = 6;

    private static final Duration LOG_PAUSE = Duration.ofSeconds(2);
    private static final String NOT_LOGGED = "the import failed; its log does not tell why";
    private static final String SKIPPED_AND_GONE = "skipped as somebody who exists, but nobody is there";

    private final ImportJobs jobs;
    private final ImportLogs logs;
    private final Presence presence;
    private final Ledger ledger;
    private final Path directory;
    private final Output output;

    /** @param directory where the files are */
    ImportStep(ImportJobs jobs, ImportLogs logs, Presence presence, Ledger ledger, Path directory, Output output) {
        this.jobs = jobs;
        this.logs = logs;
        this.presence = presence;
        this.ledger = ledger;
        this.directory = directory;
        this.output = output;
    }

    void run() throws IOException {
        Map<Integer, Long> files = ledger.files();
        long rows = files.values().stream().mapToLong(Long::longValue).sum();
        if (files.keySet().stream().noneMatch(ledger::isOpen)) {
            return;
        }
        try (Progress progress = output.progress("Importing", rows, "users")) {
            for (Map.Entry<Integer, Long> file : files.entrySet()) {
                if (!ledger.isOpen(file.getKey())) {
                    progress.step(file.getValue());
                    continue;
                }
                ImportFile csv =
                        new ImportFile(file.getKey(), CsvFiles.path(directory, file.getKey()), file.getValue());
                Optional<JobResult> known = jobs.resultOf(csv.number());
                if (known.isEmpty()) {
                    CsvFiles.verify(csv, ledger.kept(CsvFiles.hashName(csv.number())));
                }
                known.ifPresent(before -> progress.step(before.processed()));
                JobResult result = jobs.run(csv, progress);
                progress.says("looking at what file " + csv.number() + " came to");
                ledger.settleFile(csv.number(), exceptions(csv, result));
                progress.says("");
            }
        }
    }

    /** Every row but those that were imported. */
    private List<Settled> exceptions(ImportFile file, JobResult job) throws IOException {
        if (job.imported() == file.rows()) {
            return List.of();
        }
        DoubtfulRows doubtful = DoubtfulRows.of(file.rows(), job, log(job));
        List<Ledger.Row> rows = rows(file, doubtful.rows());
        Map<Integer, Presence.Found> found = found(rows, file, job);
        Optional<LineNumbers> lines = doubtful.lines().map(said -> said.settled(row -> isSomebody(found, row)));
        if (rows.size() < file.rows()
                && doubtful.lines().isPresent()
                && doubtful.lines().get().isRefuted(row -> isSomebody(found, row))) {
            BitSet others = new BitSet();
            others.set(0, Math.toIntExact(file.rows()));
            others.andNot(doubtful.rows());
            List<Ledger.Row> more = rows(file, others);
            found.putAll(found(more, file, job));
            rows.addAll(more);
            lines = lines.map(LineNumbers::unread);
        }
        List<Settled> exceptions = new ArrayList<>();
        for (Ledger.Row row : rows) {
            Optional<ImportLog.Trouble> said = lines.flatMap(known -> known.of(row.row()));
            Presence.Found is = found.getOrDefault(row.row(), Presence.Found.NOBODY_FOUND);
            if (is.isSame() && is.isSince(job.startedAt())) {
                continue;
            }
            exceptions.add(settled(row, is, said));
        }
        return exceptions;
    }

    private List<Ledger.Row> rows(ImportFile file, BitSet wanted) {
        List<Ledger.Row> rows = new ArrayList<>();
        wanted.stream().forEach(row -> rows.add(ledger.row(file.number(), row)));
        return rows;
    }

    private Map<Integer, Presence.Found> found(List<Ledger.Row> rows, ImportFile file, JobResult job)
            throws IOException {
        Map<Integer, Presence.Found> found = new HashMap<>();
        presence.of(rows, file.rows() - job.imported() - job.skipped()).forEach((row, is) -> found.put(row.row(), is));
        return found;
    }

    private static boolean isSomebody(Map<Integer, Presence.Found> found, int row) {
        return found.getOrDefault(row, Presence.Found.NOBODY_FOUND).isSomebody();
    }

    private static Settled settled(Ledger.Row row, Presence.Found is, Optional<ImportLog.Trouble> said) {
        if (is.isSame()) {
            return new Settled(row.number(), Outcome.ALREADY_THERE, "");
        }
        if (is.isSomebody()) {
            return new Settled(row.number(), Outcome.IN_CONFLICT, Planning.ADDRESS_TAKEN);
        }
        return new Settled(
                row.number(),
                Outcome.FAILED,
                said.map(trouble -> trouble.skipped() ? SKIPPED_AND_GONE : trouble.reason())
                        .orElse(NOT_LOGGED));
    }

    private Optional<ImportLog> log(JobResult job) {
        Optional<ImportLog> best = Optional.empty();
        String trouble = "";
        for (int attempt = 0; attempt < LOG_ATTEMPTS; attempt++) {
            try {
                ImportLog log = logs.read(job.jobId(), job.jobName());
                best = Optional.of(log);
                if (log.lines() >= job.processed()) {
                    return best;
                }
                trouble = "only " + log.lines() + " of " + job.processed() + " lines are there";
            } catch (UnreadableLogException unreadable) {
                trouble = String.valueOf(unreadable.getMessage());
                if (trouble.startsWith("no ")) {
                    break;
                }
            }
            pause();
        }
        output.warning("The log of the import job " + job.jobName() + " cannot be read to its end (" + trouble
                + "); the pool itself is asked who is there, and reasons may be missing.");
        return best;
    }

    private static void pause() {
        try {
            Thread.sleep(LOG_PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", stopped);
        }
    }
}
