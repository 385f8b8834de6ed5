package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.cognito.PoolDescription;
import io.github.cognitodr.userpool.csv.ImportRules;
import io.github.cognitodr.userpool.listing.Lane;
import io.github.cognitodr.userpool.listing.LaneListing;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Pools that are what a test says.
 *
 * @param estimatedUsers as Cognito has it, which is not always right
 */
record ScriptedPools(ImportRules rules, long estimatedUsers, Function<List<Lane>, LaneListing> listing)
        implements SnapshotTaker.Pools {

    /** Sign-in by email, MFA required, and no attribute but the address. */
    static final ImportRules RULES = rules("cognito:username", "email", "email_verified");

    static ImportRules rules(String... header) {
        return new ImportRules(List.of(header), Set.of(), Set.of("email"), true, SignInAttribute.EMAIL);
    }

    /** One page after the other, in the thread that asks. */
    static ScriptedPools inTurns(
            ImportRules rules, long estimatedUsers, Function<Lane, UserListing.Page> source, Clock clock) {
        return new ScriptedPools(rules, estimatedUsers, lanes -> new SequentialLanes(lanes, source, clock));
    }

    @Override
    public PoolDescription describe(UserPoolId pool) {
        return new PoolDescription(rules, estimatedUsers);
    }

    @Override
    public LaneListing list(UserPoolId pool, List<Lane> lanes) {
        return listing.apply(lanes);
    }
}
