package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * Groups. Source: API reference of each operation; the messages, amplify-backend issue 1781 and amplify-cli issue 2214.
 */
class GroupContractTest {
    private static final String EMAIL = "one@example.com";

    private final TestRegion sandbox = new TestRegion();
    private final String poolId = sandbox.emailPool().id();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private GroupType group(String name) {
        return sandbox.client
                .createGroup(r -> r.userPoolId(poolId).groupName(name))
                .group();
    }

    private void add(String username, String group) {
        sandbox.client.adminAddUserToGroup(
                r -> r.userPoolId(poolId).username(username).groupName(group));
    }

    @Test
    void groupIsListedAsItWasMade() {
        GroupType made = sandbox.client
                .createGroup(r -> r.userPoolId(poolId)
                        .groupName("editors")
                        .description("They edit")
                        .roleArn("arn:aws:iam::123456789012:role/editors")
                        .precedence(3))
                .group();

        assertThat(sandbox.client.listGroups(r -> r.userPoolId(poolId)).groups())
                .containsExactly(made);
        assertThat(made.userPoolId()).isEqualTo(poolId);
        assertThat(made.description()).isEqualTo("They edit");
        assertThat(made.roleArn()).isEqualTo("arn:aws:iam::123456789012:role/editors");
        assertThat(made.precedence()).isEqualTo(3);
        assertThat(made.creationDate()).isEqualTo(sandbox.clock.instant());
        assertThat(group("readers").precedence()).isNull();
    }

    @Test
    void groupsAreListedInPages() {
        group("c");
        group("a");
        group("b");

        assertThat(sandbox.client
                        .listGroupsPaginator(r -> r.userPoolId(poolId).limit(1))
                        .groups())
                .extracting(GroupType::groupName)
                .containsExactly("a", "b", "c");
        assertThat(sandbox.client.listGroups(r -> r.userPoolId(poolId).limit(0)).groups())
                .hasSize(3);
        assertThatThrownBy(() ->
                        sandbox.client.listGroups(r -> r.userPoolId(poolId).limit(61)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void nameIsTakenOnce() {
        group("editors");

        assertThatThrownBy(() -> group("editors"))
                .isInstanceOf(GroupExistsException.class)
                .hasMessageContaining("A group with the name already exists.");
        assertThatThrownBy(() -> group("two words")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void usersAreInTheGroupsThatTheyWereAddedTo() {
        String sub = sandbox.create(poolId, EMAIL, Map.of());
        sandbox.create(poolId, "two@example.com", Map.of());
        group("editors");
        group("readers");
        group("nobody");

        add(EMAIL, "editors");
        add(EMAIL, "editors");
        add(sub, "readers");
        add("two@example.com", "readers");

        assertThat(sandbox.client
                        .adminListGroupsForUserPaginator(
                                r -> r.userPoolId(poolId).username(EMAIL).limit(1))
                        .groups())
                .extracting(GroupType::groupName)
                .containsExactly("editors", "readers");
        assertThat(sandbox.client
                        .listUsersInGroupPaginator(
                                r -> r.userPoolId(poolId).groupName("readers").limit(1))
                        .users())
                .hasSize(2)
                .extracting(UserType::username)
                .contains(sub);
        assertThat(sandbox.client
                        .listUsersInGroup(r -> r.userPoolId(poolId).groupName("nobody"))
                        .users())
                .isEmpty();
        assertThat(sandbox.client
                        .listUsersInGroup(r -> r.userPoolId(poolId).groupName("editors"))
                        .users())
                .isEqualTo(sandbox.client
                        .listUsers(r -> r.userPoolId(poolId).filter("email = \"" + EMAIL + "\""))
                        .users());
    }

    @Test
    void unknownGroupsAndUsersAreToldApart() {
        sandbox.create(poolId, EMAIL, Map.of());
        group("editors");

        assertThatThrownBy(() -> add(EMAIL, "readers"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Group not found.");
        assertThatThrownBy(() -> add("two@example.com", "editors")).isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> sandbox.client.listUsersInGroup(
                        r -> r.userPoolId(poolId).groupName("readers")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> sandbox.client.adminListGroupsForUser(
                        r -> r.userPoolId(poolId).username("two@example.com")))
                .isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void deletedUserIsInNoGroup() {
        sandbox.create(poolId, EMAIL, Map.of());
        group("editors");
        add(EMAIL, "editors");

        sandbox.client.adminDeleteUser(r -> r.userPoolId(poolId).username(EMAIL));
        sandbox.create(poolId, EMAIL, Map.of());

        assertThat(sandbox.client
                        .adminListGroupsForUser(r -> r.userPoolId(poolId).username(EMAIL))
                        .groups())
                .isEmpty();
        assertThat(sandbox.client
                        .listUsersInGroup(r -> r.userPoolId(poolId).groupName("editors"))
                        .users())
                .isEmpty();
    }
}
