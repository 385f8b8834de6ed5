package io.github.cognitodr.operator.deployment;

import io.github.cognitodr.operator.aws.Side;
import io.github.cognitodr.userpool.UserPoolId;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator has named; all else is found in the stacks' outputs.
 *
 * @param stacks the stacks' names; both are there
 * @param regions the stacks' Regions; both are there
 * @param pools pools that were named
 * @param importRoles ARNs that were named
 * @param bucket where it was named
 */
public record Choices(
        Map<Side, String> stacks,
        Map<Side, String> regions,
        Map<Side, UserPoolId> pools,
        Map<Side, String> importRoles,
        Optional<String> bucket) {

    public Choices {
        stacks = Map.copyOf(stacks);
        regions = Map.copyOf(regions);
        pools = Map.copyOf(pools);
        importRoles = Map.copyOf(importRoles);
    }
}
