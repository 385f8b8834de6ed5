package io.github.cognitodr.userpool.csv;

import java.util.Comparator;
import java.util.List;

/**
 * What an import job does with one row, if it runs. Lines are counted as an editor counts them: the header is line 1,
 * as far as anybody has seen in the log of a job too. (Facts: unconfirmed)
 */
public sealed interface RowVerdict {

    /** The row's line in the file; 2 for the first user. */
    int line();

    /** Why it is not imported; empty if it is. */
    List<RowFinding> findings();

    /** The job makes a user of it. */
    record Imported(int line) implements RowVerdict {
        @Override
        public List<RowFinding> findings() {
            return List.of();
        }
    }

    /** The job leaves it out, since there is such a user. */
    record Skipped(int line, List<RowFinding> findings) implements RowVerdict {
        public Skipped {
            findings = List.copyOf(findings);
        }
    }

    /** The job refuses it. */
    record Failed(int line, List<RowFinding> findings) implements RowVerdict {
        public Failed {
            findings = List.copyOf(findings);
        }
    }

    /** Cognito does not document what the job does with it: it may import it, refuse it, or read it in another way. */
    record Undocumented(int line, List<RowFinding> findings) implements RowVerdict {
        public Undocumented {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The verdict by the gravest of the findings: refused for certain, then in doubt, then left out.
     *
     * @param findings all of them; the verdict names all, the gravest first
     */
    static RowVerdict of(int line, List<RowFinding> findings) {
        if (findings.isEmpty()) {
            return new Imported(line);
        }
        List<RowFinding> sorted = findings.stream()
                .sorted(Comparator.comparing(
                                (RowFinding finding) -> finding.rule().effect())
                        .reversed())
                .toList();
        return switch (sorted.get(0).rule().effect()) {
            case SKIPPED -> new Skipped(line, sorted);
            case UNDOCUMENTED -> new Undocumented(line, sorted);
            case FAILED -> new Failed(line, sorted);
        };
    }
}
