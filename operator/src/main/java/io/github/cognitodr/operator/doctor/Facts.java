package io.github.cognitodr.operator.doctor;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.operator.deployment.NewestSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the checks look at.
 *
 * @param newestSnapshot when the newest sealed snapshot of the standby was started; empty without any
 * @param now for ages
 */
record Facts(
        PoolFacts primary,
        PoolFacts standby,
        List<QueueFacts> queues,
        Fact<Optional<NewestSnapshot>> newestSnapshot,
        Instant now) {

    PoolFacts pool(Side side) {
        return side == Side.PRIMARY ? primary : standby;
    }
}
