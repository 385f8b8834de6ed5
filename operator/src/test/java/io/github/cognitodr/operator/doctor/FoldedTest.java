package io.github.cognitodr.operator.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Lines for a terminal. */
class FoldedTest {

    @Test
    void wordsStayWhole() {
        assertThat(Folded.lines("one two three four", 9)).containsExactly("one two", "three", "four");
    }

    @Test
    void aWordThatIsTooLongHasALineOfItsOwn() {
        assertThat(Folded.lines("a extraordinarily b", 5)).containsExactly("a", "extraordinarily", "b");
    }

    @Test
    void nothingIsOneEmptyLine() {
        assertThat(Folded.lines("", 5)).containsExactly("");
    }
}
