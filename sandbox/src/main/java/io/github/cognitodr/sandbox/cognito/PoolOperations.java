package io.github.cognitodr.sandbox.cognito;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** User pools: creating, describing, changing, deleting. */
final class PoolOperations {
    private final RegionState state;

    PoolOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.signed("CreateUserPool", this::create);
        operations.signed("DescribeUserPool", input -> answer(state.pools().of(input)));
        operations.signed("ListUserPools", this::list);
        operations.signed("UpdateUserPool", this::update);
        operations.signed("DeleteUserPool", this::delete);
        operations.signed("AddCustomAttributes", this::addCustomAttributes);
        operations.signed("SetUserPoolMfaConfig", this::setMfaConfig);
        operations.signed(
                "GetUserPoolMfaConfig", input -> state.pools().of(input).mfaConfig());
    }

    private ObjectNode create(Input input) {
        Pool pool = Pool.create(state.region(), input, state.now(), state.listingLag());
        state.pools().add(pool);
        return answer(pool);
    }

    private static ObjectNode answer(Pool pool) {
        ObjectNode answer = Json.object();
        answer.set("UserPool", pool.json());
        return answer;
    }

    private ObjectNode list(Input input) {
        int most = input.integer("MaxResults", 60);
        if (most < 1 || most > 60) {
            throw AwsError.invalid("MaxResults must be between 1 and 60");
        }
        String after = input.optional("NextToken");
        List<Pool> rest = state.pools().all().stream()
                .filter(pool -> after == null || pool.id().compareTo(after) > 0)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode pools = answer.putArray("UserPools");
        rest.stream().limit(most).forEach(pool -> pools.add(pool.summary()));
        if (rest.size() > most) {
            answer.put("NextToken", rest.get(most - 1).id());
        }
        return answer;
    }

    private ObjectNode update(Input input) {
        state.pools().of(input).update(input, state.now());
        return Json.object();
    }

    private ObjectNode delete(Input input) {
        Pool pool = state.pools().of(input);
        if ("ACTIVE".equals(new Input(pool.settings().echo()).optional("DeletionProtection"))) {
            throw AwsError.invalid("The user pool cannot be deleted because deletion protection is activated. "
                    + "Deletion protection must be inactivated first.");
        }
        state.pools().remove(pool);
        return Json.object();
    }

    private ObjectNode addCustomAttributes(Input input) {
        state.pools().of(input).addAttributes(input.objects("CustomAttributes"), state.now());
        return Json.object();
    }

    private ObjectNode setMfaConfig(Input input) {
        return state.pools().of(input).setMfaConfig(input, state.now());
    }
}
