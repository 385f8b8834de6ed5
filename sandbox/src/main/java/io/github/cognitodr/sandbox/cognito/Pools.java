package io.github.cognitodr.sandbox.cognito;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The user pools of a Region, by id, and by the app clients that they have. Thread-safe. */
final class Pools {
    private final Map<String, Pool> byId = new ConcurrentSkipListMap<>();
    private final Map<String, Pool> byClient = new ConcurrentHashMap<>();

    void add(Pool pool) {
        byId.put(pool.id(), pool);
    }

    Pool get(String poolId) {
        Pool pool = byId.get(poolId);
        if (pool == null) {
            throw AwsError.poolNotFound(poolId);
        }
        return pool;
    }

    Pool of(Input input) {
        return get(input.string("UserPoolId"));
    }

    Pool ofClient(String clientId) {
        Pool pool = byClient.get(clientId);
        if (pool == null) {
            throw AwsError.clientNotFound(clientId);
        }
        return pool;
    }

    void addClient(Pool pool, AppClient client) {
        pool.clients().put(client.id(), client);
        byClient.put(client.id(), pool);
    }

    void remove(Pool pool) {
        byId.remove(pool.id());
        byClient.values().removeIf(owner -> owner.id().equals(pool.id()));
    }

    Collection<Pool> all() {
        return byId.values();
    }
}
