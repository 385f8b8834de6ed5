package io.github.cognitodr.sandbox.cognito.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The dialect, as a table of cases: {@code rows.psv}. Source: Guide, Importing users from a CSV file, Formatting. */
class CsvRowTest {

    @ParameterizedTest(name = "[{0}]")
    @CsvFileSource(
            resources = "/io/github/cognitodr/sandbox/cognito/csv/rows.psv",
            delimiter = '|',
            quoteCharacter = '\u0001',
            commentCharacter = '#',
            ignoreLeadingAndTrailingWhitespace = false,
            emptyValue = "")
    void rowIsReadAsTheGuideSaysOrNotAtAll(String row, String expected) {
        String text = row.replace("{TAB}", "\t")
                .replace("{CR}", "\r")
                .replace("{NUL}", "\0")
                .replace("{NEL}", "\u0085")
                .replace("{LS}", "\u2028")
                .replace("{PS}", "\u2029");

        CsvRow read = CsvRow.parse(text);

        if (expected.startsWith("unreadable")) {
            assertThat(read).isInstanceOf(CsvRow.Unreadable.class);
            assertThat(((CsvRow.Unreadable) read).reason())
                    .contains(expected.substring("unreadable: ".length()))
                    .endsWith("How Cognito reads that is not documented.");
        } else {
            assertThat(read).isEqualTo(new CsvRow.Values(List.of(expected.split(";", -1))));
        }
    }

    @Test
    void emptyRowIsOneEmptyValue() {
        assertThat(CsvRow.parse("")).isEqualTo(new CsvRow.Values(List.of("")));
    }
}
