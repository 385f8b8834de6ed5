package io.github.cognitodr.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every line of the comparison's table fits a terminal. */
class CompareLinesTest {

    @ParameterizedTest
    @EnumSource
    void aLineFitsEightyColumns(CompareCommand.Difference difference) {
        assertThat(difference.lines(10_000_000)).allMatch(line -> line.length() <= 80);
        assertThat(difference.lines(7).get(0)).matches("[a-z ]{11} {13}7  [a-z].*");
    }
}
