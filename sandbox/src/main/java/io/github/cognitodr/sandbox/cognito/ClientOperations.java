package io.github.cognitodr.sandbox.cognito;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** App clients of a user pool. */
final class ClientOperations {
    private final RegionState state;

    ClientOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.signed("CreateUserPoolClient", this::create);
        operations.signed("DescribeUserPoolClient", this::describe);
        operations.signed("ListUserPoolClients", this::list);
    }

    private ObjectNode create(Input input) {
        Pool pool = state.pools().of(input);
        AppClient client = AppClient.create(pool, input, state.now());
        state.pools().addClient(pool, client);
        return answer(client);
    }

    private ObjectNode describe(Input input) {
        return answer(state.pools().of(input).client(input.string("ClientId")));
    }

    private static ObjectNode answer(AppClient client) {
        ObjectNode answer = Json.object();
        answer.set("UserPoolClient", client.json());
        return answer;
    }

    private ObjectNode list(Input input) {
        Pool pool = state.pools().of(input);
        int most = input.integer("MaxResults", 60);
        if (most < 1 || most > 60) {
            throw AwsError.invalid("MaxResults must be between 1 and 60");
        }
        String after = input.optional("NextToken");
        List<AppClient> rest = pool.clients().values().stream()
                .filter(client -> after == null || client.id().compareTo(after) > 0)
                .toList();
        ObjectNode answer = Json.object();
        ArrayNode clients = answer.putArray("UserPoolClients");
        for (AppClient client : rest.subList(0, Math.min(most, rest.size()))) {
            clients.addObject()
                    .put("ClientId", client.id())
                    .put("UserPoolId", pool.id())
                    .put("ClientName", new Input(client.echo()).string("ClientName"));
        }
        if (rest.size() > most) {
            answer.put("NextToken", rest.get(most - 1).id());
        }
        return answer;
    }
}
