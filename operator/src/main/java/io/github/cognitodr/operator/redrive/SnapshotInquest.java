package io.github.cognitodr.operator.redrive;

import io.github.cognitodr.operator.deployment.NewestSnapshot;
import io.github.cognitodr.operator.redrive.Verdict.Fate;
import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Of requests for snapshots: any sealed one that began later answers them. */
final class SnapshotInquest implements Inquest {
    /** What the worker throws away: it would hold up all others of its group. */
    private static final Duration FURTHEST_AHEAD = Duration.ofMinutes(30);

    private final UserPoolId standby;
    private final Optional<NewestSnapshot> newest;
    private final Instant now;

    SnapshotInquest(UserPoolId standby, Optional<NewestSnapshot> newest, Instant now) {
        this.standby = standby;
        this.newest = newest.filter(NewestSnapshot::isThere);
        this.now = now;
    }

    @Override
    public Verdict of(DeadLetter letter) {
        try {
            JsonObject request = JsonObject.parse(letter.body().getBytes(StandardCharsets.UTF_8));
            UserPoolId pool = request.parse("userPoolId", UserPoolId::new);
            Instant startAfter = request.parse("startAfter", Instant::parse);
            if (!pool.equals(standby)) {
                return Verdict.of(Fate.LEAVE_MALFORMED, "of another user pool than the standby");
            }
            if (startAfter.isAfter(now.plus(FURTHEST_AHEAD))) {
                return Verdict.of(Fate.LEAVE_MALFORMED, "more than half an hour ahead");
            }
            return newest.filter(snapshot -> !snapshot.startedAt().isBefore(startAfter))
                    .map(snapshot -> Verdict.of(Fate.DROP, "answered by snapshot " + snapshot.id()))
                    .orElse(Verdict.of(Fate.SEND, "no snapshot has been taken since"));
        } catch (MalformedJsonException other) {
            return Verdict.of(Fate.LEAVE_MALFORMED, "not {\"userPoolId\",\"startAfter\"}");
        }
    }

    @Override
    public String group() {
        return standby.value();
    }
}
