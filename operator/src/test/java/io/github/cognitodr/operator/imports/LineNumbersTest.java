package io.github.cognitodr.operator.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whether line 1 is the header is not documented: rows are found whichever way it is. */
class LineNumbersTest {

    @Test
    void theSmallestNumberTellsWhereTheHeaderIsCounted() {
        ImportLog log = log("SUCCEEDED 2", "FAILED 3", "SUCCEEDED 4");

        DoubtfulRows doubtful = DoubtfulRows.of(3, job(2, 0, 1), Optional.of(log));

        assertThat(rows(doubtful)).containsExactly(1);
        assertThat(doubtful.lines().orElseThrow().of(1))
                .hasValueSatisfying(trouble -> assertThat(trouble.reason()).isEqualTo("The reason of 3"));
    }

    @Test
    void theSmallestNumberTellsWhereItIsNot() {
        ImportLog log = log("SUCCEEDED 1", "FAILED 2", "SUCCEEDED 3");

        DoubtfulRows doubtful = DoubtfulRows.of(3, job(2, 0, 1), Optional.of(log));

        assertThat(rows(doubtful)).containsExactly(1);
    }

    @Test
    void nothingIsInDoubtWhereAllWereImported() {
        assertThat(DoubtfulRows.of(3, job(3, 0, 0), Optional.empty()).count()).isZero();
    }

    @Test
    void withoutALogEveryRowIsInDoubt() {
        assertThat(rows(DoubtfulRows.of(3, job(2, 1, 0), Optional.empty()))).containsExactly(0, 1, 2);
    }

    @Test
    void aJobThatWasStoppedLeavesEveryRowInDoubt() {
        ImportLog log = log("SUCCEEDED 2", "FAILED 3");

        DoubtfulRows doubtful = DoubtfulRows.of(5, job(1, 0, 1), Optional.of(log));

        assertThat(doubtful.count()).isEqualTo(5);
        assertThat(doubtful.lines().orElseThrow().of(1)).isPresent();
    }

    @Test
    void whereTheNumbersDoNotTellBothReadingsAreAskedAbout() {
        // the lines of what was imported have not come yet
        ImportLog log = log("FAILED 3");

        DoubtfulRows doubtful = DoubtfulRows.of(4, job(3, 0, 1), Optional.of(log));

        assertThat(rows(doubtful)).containsExactly(1, 2);
        LineNumbers open = doubtful.lines().orElseThrow();
        assertThat(open.isSettled()).isFalse();
        assertThat(open.of(1)).isEmpty();
        assertThat(open.settled(row -> row == 2).of(1)).isPresent();
        assertThat(open.settled(row -> row == 1).of(2)).isPresent();
        assertThat(open.settled(row -> row == 1).of(1)).isEmpty();
    }

    @Test
    void aNumberBeyondTheLastRowTellsThatTheHeaderIsCounted() {
        ImportLog log = log("FAILED 5");

        DoubtfulRows doubtful = DoubtfulRows.of(4, job(3, 0, 1), Optional.of(log));

        assertThat(rows(doubtful)).containsExactly(3);
        assertThat(doubtful.lines().orElseThrow().isSettled()).isTrue();
    }

    @Test
    void whereNoReadingFitsTheNumbersEveryRowIsInDoubt() {
        for (int first : new int[] {0, 3}) {
            ImportLog log = log("SUCCEEDED " + first, "FAILED " + (first + 1), "SUCCEEDED " + (first + 2));

            DoubtfulRows doubtful = DoubtfulRows.of(3, job(2, 0, 1), Optional.of(log));

            assertThat(rows(doubtful)).as("from " + first).containsExactly(0, 1, 2);
            assertThat(doubtful.lines().orElseThrow().of(1)).isEmpty();
        }
    }

    @Test
    void whatThePoolContradictsNamesNoRow() {
        LineNumbers open = DoubtfulRows.of(4, job(3, 0, 1), Optional.of(log("FAILED 3")))
                .lines()
                .orElseThrow();

        assertThat(open.isRefuted(row -> true)).isTrue();
        assertThat(open.isRefuted(row -> row == 2)).isFalse();
    }

    @Test
    void theSameReasonInBothReadingsIsCertain() {
        ImportLog.Builder builder = new ImportLog.Builder();
        builder.add("[FAILED] Line Number 2 - No.");
        builder.add("[FAILED] Line Number 3 - No.");

        LineNumbers lines = LineNumbers.of(builder.build(), 4, job(2, 0, 2));

        assertThat(lines.of(1))
                .hasValueSatisfying(trouble -> assertThat(trouble.reason()).isEqualTo("No."));
    }

    @Test
    void whatCognitoQuotesOfSomebodyIsLeftOut() {
        ImportLog.Builder builder = new ImportLog.Builder();
        builder.add("[FAILED] Line Number 2 - Invalid email one@example.com, phone +819012345678, name \"Yamada\".");

        assertThat(builder.build().troubles().get(0).reason())
                .isEqualTo("Invalid email ... phone ..., name ....")
                .doesNotContain("Yamada");
    }

    @Test
    void linesOfAnotherKindAreNone() {
        ImportLog.Builder builder = new ImportLog.Builder();
        builder.add("The import has begun.");

        assertThat(builder.build().lines()).isZero();
    }

    private static ImportLog log(String... lines) {
        ImportLog.Builder builder = new ImportLog.Builder();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            builder.add("[" + words[0] + "] Line Number " + words[1] + " - The reason of " + words[1]);
        }
        return builder.build();
    }

    private static Set<Integer> rows(DoubtfulRows doubtful) {
        return doubtful.rows().stream().boxed().collect(Collectors.toSet());
    }

    private static JobResult job(long imported, long skipped, long failed) {
        return new JobResult("import-1", "one", "Succeeded", "", Instant.EPOCH, imported, skipped, failed);
    }
}
