package io.github.cognitodr.userpool.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatestSnapshotTest {

    @Test
    void isReadAsItWasWritten() {
        LatestSnapshot latest = new LatestSnapshot(new SnapshotId("20261122T063000Z"));

        assertThat(new String(latest.toJson(), UTF_8)).isEqualTo("{\"snapshotId\":\"20261122T063000Z\"}");
        assertThat(LatestSnapshot.parse(latest.toJson())).isEqualTo(latest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"snapshotId\":7}", "{\"snapshotId\":\"secret\"}", "\"20261122T063000Z\""})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> LatestSnapshot.parse(text.getBytes(UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageNotContaining("secret");
    }
}
