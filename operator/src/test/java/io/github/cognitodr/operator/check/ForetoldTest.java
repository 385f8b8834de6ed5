package io.github.cognitodr.operator.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.csv.FileFinding;
import io.github.cognitodr.userpool.csv.FileRule;
import io.github.cognitodr.userpool.csv.FileVerdict;
import io.github.cognitodr.userpool.csv.RowRule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A verdict is one sentence that nobody can misread, on a terminal of 80 columns. */
class ForetoldTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                          | 1,1,0,0,0 | The job would run and import all 1 user.",
                "-                          | 5,2,1,1,1 | The job would run and import 2 of 5 users: 1 would fail,"
                        + " 1 would be skipped, 1 cannot be told.",
                "FEW_IMPORTED               | 5,2,3,0,0 | The job would run and import 2 of 5 users: 3 would be"
                        + " skipped. With which status it ends cannot be told.",
                "NO_USERS                   | 0,0,0,0,0 | The job would have nobody to import. With which status it"
                        + " ends cannot be told.",
                "BYTE_ORDER_MARK            | 5,4,0,1,0 | The job would fail and import nobody. If that were mended,"
                        + " it would import 4 of 5 users: 1 would fail.",
                "OTHER_SEPARATOR            | 5,0,0,0,0 | The job would fail and import nobody.",
                "NO_AUTO_VERIFIED_ATTRIBUTE | 2,0,0,2,0 | No import job of this pool starts, so that nobody would be"
                        + " imported. If that were mended, it would import 0 of 2 users: 2 would fail.",
                "QUOTED_HEADER              | 2,0,0,0,2 | What the job does cannot be told: Cognito does not document"
                        + " how it reads such a file. If that were mended, it would import 0 of 2 users: 2 cannot be"
                        + " told.",
                "TOO_MANY_USERS             | 9,5,0,0,0 | The job would fail and import nobody. If that were mended,"
                        + " it would import 5 of 9 users: 4 were not judged."
            })
    void theJobsFateIsASentence(@org.jspecify.annotations.Nullable String finding, String counts, String sentence) {
        List<FileFinding> findings =
                finding == null ? List.of() : List.of(new FileFinding(FileRule.valueOf(finding), ""));
        int[] count = java.util.Arrays.stream(counts.split(","))
                .mapToInt(Integer::parseInt)
                .toArray();

        FileVerdict verdict = new FileVerdict(count[0], count[1], count[2], count[3], count[4], findings, Map.of());

        assertThat(Foretold.sentence(verdict)).isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource(FileRule.class)
    void everyFindingComesWithItsAdviceWithin80Columns(FileRule rule) {
        FileVerdict verdict = new FileVerdict(
                1, 0, 0, 0, 0, List.of(new FileFinding(rule, "missing: birthdate, custom:origin_sub")), Map.of());

        assertWithin80(Foretold.findings(verdict), rule.advice());
    }

    @Test
    void everyRuleComesWithItsAdviceWithin80Columns() {
        for (RowRule rule : RowRule.values()) {
            assertWithin80(
                    Foretold.rules(new FileVerdict(500_000, 0, 0, 0, 0, List.of(), Map.of(rule, 500_000))),
                    rule.advice());
        }
    }

    private static void assertWithin80(List<String> lines, String advice) {
        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(String.join(" ", lines.stream().map(String::strip).toList())).containsIgnoringCase(advice);
    }
}
