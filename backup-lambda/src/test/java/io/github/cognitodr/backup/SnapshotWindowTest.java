package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotWindowTest {
    private static final SnapshotWindow WINDOW = new SnapshotWindow(Duration.ofSeconds(300), Duration.ofSeconds(60));

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T06:30:00Z,         2026-11-22T06:36:00Z",
        "2026-11-22T06:30:00.001Z,     2026-11-22T06:36:00Z",
        "2026-11-22T06:34:59.999999Z,  2026-11-22T06:36:00Z",
        "2026-11-22T06:35:00Z,         2026-11-22T06:41:00Z",
        "2026-12-31T23:59:59Z,         2027-01-01T00:01:00Z",
    })
    void everybodyOfAWindowAsksForTheSame(Instant moment, Instant startAfter) {
        assertThat(WINDOW.startAfter(moment)).isEqualTo(startAfter);
    }

    @Test
    void theSameRequestIsTheSameText() {
        UserPoolId pool = new UserPoolId("ap-northeast-3_AbCdEfGhI");
        SnapshotRequest request = new SnapshotRequest(pool, WINDOW.startAfter(Instant.parse("2026-11-22T06:30:00.5Z")));

        assertThat(request.toJson())
                .isEqualTo("{\"userPoolId\":\"ap-northeast-3_AbCdEfGhI\",\"startAfter\":\"2026-11-22T06:36:00Z\"}");
        assertThat(SnapshotRequest.parse(request.toJson())).isEqualTo(request);
    }

    @Test
    void aPartOfASecondCountsAsAWholeOne() {
        assertThat(SnapshotRequest.parse(
                                "{\"userPoolId\":\"ap-northeast-3_A\",\"startAfter\":\"2026-11-22T06:36:00.5Z\"}")
                        .startAfter())
                .isEqualTo(Instant.parse("2026-11-22T06:36:01Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"userPoolId\":\"ap-northeast-3_A\",\"startAfter\":\"now\"}",
                "{\"userPoolId\":\"Osaka\",\"startAfter\":\"2026-11-22T06:36:00Z\"}",
                "{\"userPoolId\":\"ap-northeast-3_A\"}",
            })
    void whatIsNoRequestIsRefused(String body) {
        assertThatThrownBy(() -> SnapshotRequest.parse(body)).isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void aSnapshotNeverSeemsToHaveStartedLaterThanItDid() {
        SnapshotId id = SnapshotId.startedAt(Instant.parse("2026-11-22T06:30:00.999Z"));

        assertThat(id.value()).isEqualTo("20261122T063000Z");
        assertThat(id.startedAt()).isEqualTo(Instant.parse("2026-11-22T06:30:00Z"));
        assertThatThrownBy(() -> new SnapshotId("2026-11-22")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "20261122T063000Z, ,                 MONTHLY",
        "20261122T063000Z, 20261031T235959Z, MONTHLY",
        "20261122T063000Z, 20251122T063000Z, MONTHLY",
        "20261122T063000Z, 20261121T235959Z, DAILY",
        "20261122T063000Z, 20261122T000000Z, SHORT",
    })
    void theFirstOfAMonthAndOfADayAreKeptLonger(String id, String previous, Retention expected) {
        assertThat(Retention.of(
                        new SnapshotId(id), Optional.ofNullable(previous).map(SnapshotId::new)))
                .isEqualTo(expected);
    }
}
