package io.github.cognitodr.operator.imports;

import java.util.BitSet;
import java.util.Optional;

/**
 * The rows of a file of which the pool has to be asked. All others were imported.
 *
 * @param rows from 0 on
 * @param lines what the log says of them, where it could be read
 */
public record DoubtfulRows(BitSet rows, Optional<LineNumbers> lines) {

    /**
     * Works out which.
     *
     * @param rows of the file, the header left out
     * @param log where it could be read
     */
    public static DoubtfulRows of(long rows, JobResult job, Optional<ImportLog> log) {
        if (job.imported() == rows) {
            return new DoubtfulRows(new BitSet(), Optional.empty());
        }
        Optional<LineNumbers> lines = log.map(read -> LineNumbers.of(read, rows, job));
        boolean tellsAll = job.processed() == rows
                && log.isPresent()
                && log.get().troubles().size() == job.skipped() + job.failed();
        if (tellsAll) {
            return new DoubtfulRows(lines.orElseThrow().troubled(), lines);
        }
        BitSet all = new BitSet();
        all.set(0, Math.toIntExact(rows));
        return new DoubtfulRows(all, lines);
    }

    /** How many there are. */
    public int count() {
        return rows.cardinality();
    }
}
