package io.github.cognitodr.operator.imports;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * From the numbers of a log to the rows of its file. Whether line 1 is the header is not documented: the numbers tell
 * where they can, otherwise both readings stand until the pool was asked. Immutable.
 */
public final class LineNumbers {
    /** The number of the first row where the header is not counted, and where it is. */
    private static final List<Integer> READINGS = List.of(1, 2);

    private final ImportLog log;
    private final int rows;
    private final boolean whole;
    private final List<Integer> firstRows;

    private LineNumbers(ImportLog log, int rows, boolean whole, List<Integer> firstRows) {
        this.log = log;
        this.rows = rows;
        this.whole = whole;
        this.firstRows = firstRows;
    }

    /**
     * The readings that agree with the log; none where its numbers are of another kind.
     *
     * @param rows of the file
     */
    public static LineNumbers of(ImportLog log, long rows, JobResult job) {
        boolean whole = log.lines() >= job.processed();
        List<Integer> possible = READINGS.stream()
                .filter(first -> log.lines() == 0 || log.smallest() >= first)
                .filter(first -> log.largest() < first + rows)
                // a job goes through its file from the beginning
                .filter(first -> !whole || log.lines() == 0 || log.smallest() == first)
                .toList();
        return new LineNumbers(log, Math.toIntExact(rows), whole, possible);
    }

    /** Rows, from 0 on, that some possible reading calls failed or skipped; all of them where no reading is possible. */
    public BitSet troubled() {
        BitSet troubled = new BitSet(rows);
        if (firstRows.isEmpty()) {
            troubled.set(0, rows);
        }
        for (int first : firstRows) {
            for (ImportLog.Trouble trouble : log.troubles()) {
                int row = trouble.number() - first;
                if (row >= 0 && row < rows) {
                    troubled.set(row);
                }
            }
        }
        return troubled;
    }

    /**
     * Settles the reading by what the pool says: of a failed row nobody is there, of a skipped one somebody is.
     *
     * @param isThere whether the pool has a user under the sign-in value of a troubled row
     * @return one reading if only one agrees, otherwise the same as before
     */
    public LineNumbers settled(IntPredicate isThere) {
        List<Integer> agreeing =
                firstRows.stream().filter(first -> agrees(first, isThere)).toList();
        return agreeing.size() == 1 ? new LineNumbers(log, rows, whole, agreeing) : this;
    }

    /**
     * Whether the pool contradicts every reading, so that the log names no rows at all. Where all lines have come their
     * numbers have settled it; there somebody may have signed up since.
     *
     * @param isThere whether the pool has a user under the sign-in value of a troubled row
     */
    public boolean isRefuted(IntPredicate isThere) {
        return !whole && firstRows.stream().noneMatch(first -> agrees(first, isThere));
    }

    /** The same without any reading. */
    public LineNumbers unread() {
        return new LineNumbers(log, rows, whole, List.of());
    }

    /** Whether one reading only is left. */
    public boolean isSettled() {
        return firstRows.size() == 1;
    }

    /** What the log says of a row; empty if nothing, or if that is not certain. */
    public Optional<ImportLog.Trouble> of(int row) {
        Optional<ImportLog.Trouble> said = Optional.empty();
        for (int i = 0; i < firstRows.size(); i++) {
            Optional<ImportLog.Trouble> here = at(row + firstRows.get(i));
            if (i > 0 && !here.map(ImportLog.Trouble::reason).equals(said.map(ImportLog.Trouble::reason))) {
                return Optional.empty();
            }
            said = here;
        }
        return said;
    }

    private Optional<ImportLog.Trouble> at(int number) {
        int low = 0;
        int high = log.troubles().size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            ImportLog.Trouble trouble = log.troubles().get(middle);
            if (trouble.number() == number) {
                return Optional.of(trouble);
            }
            if (trouble.number() < number) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private boolean agrees(int first, IntPredicate isThere) {
        for (ImportLog.Trouble trouble : log.troubles()) {
            int row = trouble.number() - first;
            if (row < 0 || row >= rows || trouble.skipped() != isThere.test(row)) {
                return false;
            }
        }
        return true;
    }
}
