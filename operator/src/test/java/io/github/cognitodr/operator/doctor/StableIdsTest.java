package io.github.cognitodr.operator.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids that come more than once. */
class StableIdsTest {

    @Test
    void eachIdThatComesAgainCountsOnce() {
        StableIds ids = new StableIds();
        IntStream.range(0, 200_000).forEach(number -> ids.add("id-" + number));
        IntStream.range(0, 3).forEach(again -> ids.add("id-7"));
        ids.add("id-199999");

        assertThat(ids.twice()).isEqualTo(2);
    }

    @Test
    void noIdsAreTwice() {
        assertThat(new StableIds().twice()).isZero();
    }
}
