package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.cognito.csv.ImportFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Listing a pool. Source: API, ListUsers; cognito-facts, ListUsers. */
class ListUsersContractTest {
    private final TestRegion sandbox = new TestRegion();
    private final String poolId = sandbox.emailPool().id();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Set<String> create(int count) {
        Set<String> subs = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            subs.add(sandbox.create(poolId, "user" + i + "@example.com", Map.of()));
        }
        return subs;
    }

    private ListUsersResponse page(@Nullable Integer limit, @Nullable String filter, @Nullable String token) {
        return sandbox.client.listUsers(
                r -> r.userPoolId(poolId).limit(limit).filter(filter).paginationToken(token));
    }

    private List<String> all(@Nullable Integer limit, @Nullable String filter) {
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            ListUsersResponse page = page(limit, filter, token);
            page.users().forEach(user -> names.add(user.username()));
            token = page.paginationToken();
        } while (token != null);
        return names;
    }

    @Test
    void pageHoldsSixtyAtMost() {
        Set<String> subs = create(130);

        assertThat(page(null, null, null).users()).hasSize(60);
        assertThat(page(7, null, null).users()).hasSize(7);
        assertThat(all(null, null)).hasSize(130).containsExactlyInAnyOrderElementsOf(subs);
        assertThatThrownBy(() -> page(61, null, null)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void recordHasWhatListUsersGivesAndNoMore() {
        create(1);

        UserType user = page(null, null, null).users().get(0);

        assertThat(user.userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
        assertThat(user.enabled()).isTrue();
        assertThat(user.userCreateDate()).isEqualTo(sandbox.clock.instant());
        assertThat(user.userLastModifiedDate()).isEqualTo(sandbox.clock.instant());
        assertThat(user.attributes()).extracting("name").containsExactly("sub", "email");
        assertThat(user.mfaOptions()).isEmpty();
    }

    @Test
    void lanesBySubMakeUpThePool() {
        Set<String> subs = create(100);

        Set<String> found = new HashSet<>();
        for (String digit : List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f")) {
            List<String> lane = all(3, "sub ^= \"" + digit + "\"");
            assertThat(lane).allMatch(sub -> sub.startsWith(digit));
            found.addAll(lane);
        }
        assertThat(found).isEqualTo(subs);
    }

    @Test
    void tokenLivesAnHour() {
        create(3);
        String token = page(2, null, null).paginationToken();

        sandbox.clock.advance(Duration.ofMinutes(59));
        assertThat(page(2, null, token).users()).hasSize(1);
        sandbox.clock.advance(Duration.ofMinutes(2));
        assertThatThrownBy(() -> page(2, null, token)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void tokenWantsTheSameParameters() {
        create(3);
        String token = page(2, null, null).paginationToken();

        assertThatThrownBy(() -> page(1, null, token)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> page(2, "sub ^= \"a\"", token)).isInstanceOf(InvalidParameterException.class);
        String other = sandbox.emailPool().id();
        assertThatThrownBy(() -> sandbox.client.listUsers(
                        r -> r.userPoolId(other).limit(2).paginationToken(token)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "not base 64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void damagedTokenIsRefused(String token) {
        assertThatThrownBy(() -> page(2, null, token)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void usersWhoComeAndGoMakeNobodyAppearTwiceOrVanish() {
        Set<String> subs = create(60);
        Set<String> staying = new HashSet<>(subs);
        List<String> seen = new ArrayList<>();
        String token = null;
        int round = 0;
        do {
            ListUsersResponse page = page(5, null, token);
            page.users().forEach(user -> seen.add(user.username()));
            token = page.paginationToken();
            String leaving = subs.iterator().next();
            subs.remove(leaving);
            staying.remove(leaving);
            sandbox.client.adminDeleteUser(r -> r.userPoolId(poolId).username(leaving));
            sandbox.create(poolId, "late" + round++ + "@example.com", Map.of());
        } while (token != null);

        assertThat(seen).doesNotHaveDuplicates().containsAll(staying);
    }

    /** "You can receive multiple pages in a row with zero results." (API, Filter) */
    @Test
    void pagesCanBeEmptyAndStillCarryAToken() {
        Pool pool =
                Pool.create("r", new Input(Json.object().put("PoolName", "p")), sandbox.clock.instant(), Duration.ZERO);
        for (int i = 0; i < 5_001; i++) {
            pool.users()
                    .insert(
                            User.create(
                                    String.format("%05d", i),
                                    "user" + i,
                                    Map.of(),
                                    UserStatus.CONFIRMED,
                                    sandbox.clock.instant()),
                            false);
        }
        Pools pools = new Pools();
        pools.add(pool);
        Operations operations = new Operations();
        new ListUsersOperation(ofPools(pools)).register(operations);

        var first = operations.run(
                "ListUsers",
                true,
                new Input(Json.object().put("UserPoolId", pool.id()).put("Filter", "username = \"user5000\"")));

        assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(first)).get("Users"))
                .isEmpty();
        assertThat(first.has("PaginationToken")).isTrue();
    }

    private RegionState ofPools(Pools pools) {
        Outbox outbox = new Outbox();
        return new RegionState(
                "r",
                sandbox.clock,
                pools,
                outbox,
                new Delivery(outbox),
                new Triggers(sandbox.functions, 1),
                new Imports(
                        "r",
                        sandbox.clock,
                        new ImportSettings(
                                Duration.ZERO, true, false, ImportFailureRule.assumed(), ImportFile.Limits.real()),
                        sandbox.region::endpoint),
                new Sessions(),
                Duration.ZERO);
    }

    @Test
    void attributesToGetFailWhereAUserLacksOne() {
        sandbox.create(poolId, "one@example.com", Map.of("name", "One"));
        assertThat(sandbox.client
                        .listUsers(r -> r.userPoolId(poolId).attributesToGet("name"))
                        .users()
                        .get(0)
                        .attributes())
                .extracting("name")
                .containsExactly("name");

        sandbox.create(poolId, "two@example.com", Map.of());
        assertThatThrownBy(
                        () -> sandbox.client.listUsers(r -> r.userPoolId(poolId).attributesToGet("name")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void customAttributesCannotBeSearched() {
        assertThatThrownBy(() -> page(null, "custom:origin_sub = \"x\"", null))
                .isInstanceOf(InvalidParameterException.class);
    }

    /** Eventually consistent: missing, or as it was. (facts, ListUsers) */
    @Test
    void staleListingShowsUsersAsTheyWere() {
        try (TestRegion stale = new TestRegion(b -> b.listingLag(Duration.ofSeconds(30)))) {
            String pool = stale.emailPool().id();
            String app = stale.appClient(pool);
            stale.signUp(app, "one@example.com");
            assertThat(stale.client.listUsers(r -> r.userPoolId(pool)).users()).isEmpty();

            stale.clock.advance(Duration.ofSeconds(30));
            stale.confirm(app, "one@example.com");

            assertThat(stale.client.listUsers(r -> r.userPoolId(pool)).users())
                    .extracting(UserType::userStatus)
                    .containsExactly(UserStatusType.UNCONFIRMED);
            stale.clock.advance(Duration.ofSeconds(30));
            assertThat(stale.client.listUsers(r -> r.userPoolId(pool)).users())
                    .extracting(UserType::userStatus)
                    .containsExactly(UserStatusType.CONFIRMED);
        }
    }
}
