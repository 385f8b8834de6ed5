package io.github.cognitodr.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {

    private final StringWriter output = new StringWriter();
    private final Report report = new Report(new PrintWriter(output));

    @Test
    void aKeptPromiseIsOneLine() {
        report.promise("both are alike", 3L, 3L);
        report.promise("nobody differs", List.of());

        assertThat(output.toString().lines()).containsExactly("   ✓ both are alike", "   ✓ nobody differs");
        assertThat(report.allKept()).isTrue();
        assertThat(report.promises()).isEqualTo(2);
    }

    @Test
    void aBrokenPromiseSaysWhatWasExpectedAndFound() {
        report.promise("both are alike", 3L, 4L);

        assertThat(output.toString().lines()).containsExactly("   ✗ both are alike", "     expected 3, found 4");
        assertThat(report.allKept()).isFalse();
        assertThat(report.broken()).isEqualTo(1);
    }

    @Test
    void manyDeviationsAreCutShortAndCounted() {
        report.promise(
                "nobody differs",
                IntStream.range(0, 7).mapToObj(number -> "sub " + number).toList());

        assertThat(output.toString().lines())
                .containsExactly(
                        "   ✗ nobody differs",
                        "     sub 0",
                        "     sub 1",
                        "     sub 2",
                        "     sub 3",
                        "     sub 4",
                        "     and 2 more");
    }

    @Test
    void stepsAreNumberedAndTimedEvenWhenTheyFail() throws Exception {
        assertThat(report.step("First", () -> 7)).isEqualTo(7);
        assertThatThrownBy(() -> report.step("Second", () -> {
                    throw new DrillException("no");
                }))
                .isInstanceOf(DrillException.class);

        assertThat(output.toString().lines()).contains("1. First", "2. Second");
        assertThat(report.timings()).extracting(Report.Timing::title).containsExactly("First", "Second");
    }

    @Test
    void secondsReadTheSameEverywhere() {
        assertThat(Report.seconds(Duration.ofMillis(1_250))).isEqualTo("1.3 s");
    }
}
