package io.github.cognitodr.sandbox.cognito;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** ListUsers. (facts, ListUsers) */
final class ListUsersOperation {
    /** At most 60 a page; 0 counts as not given. (API: 0 to 60) */
    private static final int LARGEST_PAGE = 60;

    /** A filter that finds little ends its page after so many users, full or not: pages can be empty. (API, Filter) */
    private static final int MOST_VISITED = 5_000;

    private final RegionState state;

    ListUsersOperation(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.signed("ListUsers", this::list);
    }

    private ObjectNode list(Input input) {
        Pool pool = state.pools().of(input);
        int limit = input.integer("Limit", LARGEST_PAGE);
        if (limit < 0 || limit > LARGEST_PAGE) {
            throw AwsError.invalid("1 validation error detected: Value '" + limit + "' at 'limit' failed to satisfy "
                    + "constraint: Member must have value less than or equal to 60");
        }
        String filterText = input.optional("Filter");
        List<String> wanted = input.strings("AttributesToGet");
        String parameters = pool.id() + '\n' + limit + '\n' + filterText + '\n' + wanted;
        UserFilter filter = UserFilter.parse(filterText);
        Instant now = state.now();
        String token = input.optional("PaginationToken");
        String after = token == null ? null : PageToken.position(token, parameters, now);

        List<User> users = new ArrayList<>();
        String last = fill(users, pool, filter, after, limit == 0 ? LARGEST_PAGE : limit, now);
        checkWanted(wanted, users);
        ObjectNode answer = Json.object().putPOJO("Users", new UserPage(users, wanted));
        if (last != null) {
            answer.put("PaginationToken", new PageToken(last, now, parameters).encode());
        }
        return answer;
    }

    /** Fills a page; returns where the next one goes on, or null at the end. */
    private static @Nullable String fill(
            List<User> page, Pool pool, UserFilter filter, @Nullable String after, int limit, Instant now) {
        ConcurrentNavigableMap<String, User> range = filter.range(pool.users().sorted());
        ConcurrentNavigableMap<String, User> rest = after == null ? range : range.tailMap(after, false);
        int visited = 0;
        for (Map.Entry<String, User> entry : rest.entrySet()) {
            User user = pool.users().seen(entry.getValue(), now);
            if (user != null && filter.matches(user)) {
                page.add(user);
            }
            visited++;
            if (page.size() == limit || visited == MOST_VISITED) {
                return range.higherKey(entry.getKey()) == null ? null : entry.getKey();
            }
        }
        return null;
    }

    /** AttributesToGet fails where a user lacks one of them. (facts, ListUsers) */
    private static void checkWanted(List<String> wanted, List<User> users) {
        for (User user : users) {
            for (String name : wanted) {
                if (user.attribute(name) == null) {
                    throw AwsError.invalid("One or more requested attributes do not exist.");
                }
            }
        }
    }
}
