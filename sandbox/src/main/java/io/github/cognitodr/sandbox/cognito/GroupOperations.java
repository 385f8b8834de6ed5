package io.github.cognitodr.sandbox.cognito;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Groups of a user pool, and who is in them. Lists come in the order of names, and users in that of {@code sub}. */
final class GroupOperations {
    /** 0 counts as not given. (API, QueryLimitType: 0 to 60) */
    private static final int LARGEST_PAGE = 60;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}");

    private final RegionState state;

    GroupOperations(RegionState state) {
        this.state = state;
    }

    void register(Operations operations) {
        operations.signed("CreateGroup", this::create);
        operations.signed("ListGroups", this::list);
        operations.signed("AdminAddUserToGroup", this::addUser);
        operations.signed("AdminListGroupsForUser", this::listOfUser);
        operations.signed("ListUsersInGroup", this::listUsers);
    }

    private ObjectNode create(Input input) {
        Pool pool = state.pools().of(input);
        String name = input.string("GroupName");
        if (!NAME.matcher(name).matches()) {
            throw AwsError.invalid("1 validation error detected: Value '" + name + "' at 'groupName' failed to satisfy "
                    + "constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
        }
        Group group = new Group(
                name,
                pool.id(),
                input.optional("Description"),
                input.optional("RoleArn"),
                precedence(input),
                state.now());
        pool.groups().add(group);
        ObjectNode answer = Json.object();
        answer.set("Group", group.json());
        return answer;
    }

    private static @Nullable Integer precedence(Input input) {
        if (!input.has("Precedence")) {
            return null;
        }
        int precedence = input.integer("Precedence", 0);
        if (precedence < 0) {
            throw AwsError.invalid("1 validation error detected: Value '" + precedence + "' at 'precedence' failed to "
                    + "satisfy constraint: Member must have value greater than or equal to 0");
        }
        return precedence;
    }

    private ObjectNode list(Input input) {
        return page(state.pools().of(input).groups().all(), input);
    }

    /** Somebody who is in the group already stays in it. */
    private ObjectNode addUser(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        pool.groups().members(input.string("GroupName")).add(user.sub());
        return Json.object();
    }

    private ObjectNode listOfUser(Input input) {
        Pool pool = state.pools().of(input);
        User user = pool.users().get(input.string("Username"));
        return page(pool.groups().of(user.sub()), input);
    }

    private ObjectNode listUsers(Input input) {
        Pool pool = state.pools().of(input);
        NavigableSet<String> members = pool.groups().members(input.string("GroupName"));
        String after = input.optional("NextToken");
        NavigableSet<String> rest = after == null ? members : members.tailSet(after, false);
        int limit = limit(input);
        List<User> users = new ArrayList<>();
        String next = null;
        for (String sub : rest) {
            if (users.size() == limit) {
                next = users.get(limit - 1).sub();
                break;
            }
            User user = pool.users().sorted().get(sub);
            if (user != null) {
                users.add(user);
            }
        }
        ObjectNode answer = Json.object().putPOJO("Users", new UserPage(users, List.of()));
        if (next != null) {
            answer.put("NextToken", next);
        }
        return answer;
    }

    private static ObjectNode page(List<Group> groups, Input input) {
        String after = input.optional("NextToken");
        List<Group> rest = groups.stream()
                .filter(group -> after == null || group.name().compareTo(after) > 0)
                .toList();
        int limit = limit(input);
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("Groups");
        rest.stream().limit(limit).forEach(group -> page.add(group.json()));
        if (rest.size() > limit) {
            answer.put("NextToken", rest.get(limit - 1).name());
        }
        return answer;
    }

    private static int limit(Input input) {
        int limit = input.integer("Limit", LARGEST_PAGE);
        if (limit < 0 || limit > LARGEST_PAGE) {
            throw AwsError.invalid("1 validation error detected: Value '" + limit + "' at 'limit' failed to satisfy "
                    + "constraint: Member must have value less than or equal to 60");
        }
        return limit == 0 ? LARGEST_PAGE : limit;
    }
}
