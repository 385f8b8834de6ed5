package io.github.cognitodr.operator.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said fits on a terminal. */
class ParagraphTest {

    @Test
    void linesBreakBetweenWordsAndHangBelowTheFirst() {
        assertThat(Paragraph.lines("line 2: ", "word ".repeat(20).strip()))
                .containsExactly(
                        "line 2: word word word word word word word word word word word word word word",
                        "        word word word word word word");
    }

    @Test
    void aWordThatIsTooLongKeepsItsPlace() {
        String path = "/".repeat(100);

        assertThat(Paragraph.lines("", "The file " + path + " is empty."))
                .containsExactly("The file", path, "is empty.");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 KB",
        "9949, 9.9 KB",
        "9950, 10 KB",
        "999499, 999 KB",
        "999500, 1.0 MB",
        "104857600, 105 MB",
        "1234567890123, 1.2 TB"
    })
    void sizesHaveTwoDigits(long bytes, String words) {
        assertThat(Sizes.inWords(bytes)).isEqualTo(words);
    }
}
