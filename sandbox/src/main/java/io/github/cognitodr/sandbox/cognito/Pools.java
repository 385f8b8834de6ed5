package io.github.cognitodr.sandbox.cognito;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** The user pools of a Region, by id, and by the app clients that they have. Thread-safe. */
final class Pools {
    private static final Pattern ID = Pattern.compile("[\\w-]+_[0-9a-zA-Z]+");
    private static final int LONGEST_ID = 55;

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

    /**
     * The pool that a request is for. An id of the wrong form is told apart from one that is not there. (API, UserPoolIdType)
     */
    Pool of(Input input) {
        String poolId = input.string("UserPoolId");
        if (poolId.length() > LONGEST_ID) {
            throw invalidId(poolId, "Member must have length less than or equal to " + LONGEST_ID);
        }
        if (!ID.matcher(poolId).matches()) {
            throw invalidId(poolId, "Member must satisfy regular expression pattern: " + ID.pattern());
        }
        return get(poolId);
    }

    private static AwsError invalidId(String poolId, String constraint) {
        return AwsError.invalid("1 validation error detected: Value '" + poolId
                + "' at 'userPoolId' failed to satisfy constraint: " + constraint);
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
