package io.github.cognitodr.userpool.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotIdTest {

    @Test
    void anIdIsTheStartToTheSecond() {
        SnapshotId id = SnapshotId.startedAt(Instant.parse("2026-11-22T06:30:00.999Z"));

        assertThat(id).hasToString("20261122T063000Z");
        assertThat(id.startedAt()).isEqualTo("2026-11-22T06:30:00Z");
        assertThat(SnapshotId.parse("20261122T063000Z")).contains(id);
    }

    @Test
    void theEarlierStartComesFirst() {
        assertThat(new SnapshotId("20261122T063000Z")).isLessThan(new SnapshotId("20261122T063001Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "latest",
                "20261122T063000",
                "20261122t063000z",
                "20260231T063000Z",
                "20261122T063060Z",
                "2026-11-22T06:30:00Z",
                "+12026112T063000Z",
                "20261122T063000Z/",
                "../../2T063000Z.."
            })
    void anotherFormIsRefused(String text) {
        assertThat(SnapshotId.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnapshotId(text))
                .withMessageContaining("such as 20261122T063000Z");
    }
}
