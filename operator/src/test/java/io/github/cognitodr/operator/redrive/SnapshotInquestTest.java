package io.github.cognitodr.operator.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.operator.deployment.NewestSnapshot;
import io.github.cognitodr.operator.redrive.Verdict.Fate;
import io.github.cognitodr.userpool.UserPoolId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a request for a snapshot died. */
class SnapshotInquestTest {
    private static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T11:00:00Z, SEND",
        "2026-11-22T10:00:00Z, DROP",
        "2026-11-22T09:00:00Z, DROP",
        "2026-11-22T12:30:00Z, SEND",
        "2026-11-22T12:30:01Z, LEAVE_MALFORMED",
        "today, LEAVE_MALFORMED",
    })
    void aSnapshotThatBeganLaterAnswersIt(String startAfter, Fate fate) {
        assertThat(verdict(true, POOL.value(), startAfter)).isEqualTo(fate);
    }

    @Test
    void aSnapshotWithoutAManifestAnswersNothing() {
        assertThat(verdict(false, POOL.value(), "2026-11-22T09:00:00Z")).isEqualTo(Fate.SEND);
    }

    @Test
    void anotherPoolsRequestIsLeft() {
        assertThat(verdict(true, "ap-northeast-3_Other", "2026-11-22T09:00:00Z"))
                .isEqualTo(Fate.LEAVE_MALFORMED);
    }

    private static Fate verdict(boolean isThere, String pool, String startAfter) {
        NewestSnapshot newest =
                new NewestSnapshot("20261122T100000Z", Instant.parse("2026-11-22T10:00:00Z"), isThere, List.of());
        String body = "{\"userPoolId\":\"" + pool + "\",\"startAfter\":\"" + startAfter + "\"}";
        return new SnapshotInquest(POOL, Optional.of(newest), NOW)
                .of(new DeadLetter("receipt", body, Map.of(), Optional.empty()))
                .fate();
    }
}
