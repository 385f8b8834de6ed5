package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Users that came into a pool without HTTP behave like those that came with it. */
class PopulatedPoolTest {
    private final TestRegion sandbox = new TestRegion();
    private final String poolId = sandbox.emailPool().id();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private List<UserType> listed(String pool, @Nullable String filter) {
        List<UserType> users = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListUsersResponse page = sandbox.client.listUsers(
                    list -> list.userPoolId(pool).filter(filter).paginationToken(next));
            users.addAll(page.users());
            token = page.paginationToken();
        } while (token != null);
        return users;
    }

    private static Map<String, String> attributes(UserType user) {
        Map<String, String> attributes = new HashMap<>();
        for (AttributeType attribute : user.attributes()) {
            attributes.put(attribute.name(), attribute.value());
        }
        return attributes;
    }

    @Test
    void allAreListedConfirmedAndVerified() {
        sandbox.region.populate(poolId, 0, 1_000);

        List<UserType> users = listed(poolId, null);

        assertThat(users).hasSize(1_000).allSatisfy(user -> {
            assertThat(user.userStatus()).isEqualTo(UserStatusType.CONFIRMED);
            assertThat(user.enabled()).isTrue();
            assertThat(user.userCreateDate()).isEqualTo(sandbox.clock.instant());
            assertThat(attributes(user))
                    .containsEntry("sub", user.username())
                    .containsEntry("email_verified", "true")
                    .containsKeys("email", "name", "family_name", "given_name", "phone_number", "birthdate")
                    .doesNotContainKey("custom:note");
        });
        assertThat(users).extracting(UserType::username).doesNotHaveDuplicates();
        assertThat(users).extracting(user -> attributes(user).get("email")).doesNotHaveDuplicates();
        assertThat(users)
                .filteredOn(user -> attributes(user).containsKey("custom:origin_sub"))
                .hasSize(900);
        assertThat(sandbox.client
                        .describeUserPool(pool -> pool.userPoolId(poolId))
                        .userPool()
                        .estimatedNumberOfUsers())
                .isEqualTo(1_000);
    }

    @Test
    void subsSpreadEvenlyOverTheirFirstDigit() {
        sandbox.region.populate(poolId, 0, 16_000);

        for (char digit : "0123456789abcdef".toCharArray()) {
            assertThat(listed(poolId, "sub ^= \"" + digit + "\"")).hasSizeBetween(850, 1_150);
        }
    }

    @Test
    void eachIsFoundByItsAddressAndCannotBeCreatedAgain() {
        sandbox.region.populate(poolId, 40, 3);

        assertThat(sandbox.user(poolId, "person42@example.com").userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(listed(poolId, "email = \"person40@example.com\"")).hasSize(1);
        assertThatThrownBy(() -> sandbox.create(poolId, "person41@example.com", Map.of()))
                .isInstanceOf(UsernameExistsException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.region.populate(poolId, 42, 1));
        sandbox.region.populate(poolId, 43, 1);
        assertThat(listed(poolId, null)).hasSize(4);
    }

    @Test
    void aNumberIsTheSamePersonInEveryPool() {
        String other = sandbox.emailPool().id();
        sandbox.region.populate(poolId, 5, 1);
        sandbox.region.populate(other, 5, 1);

        Map<String, String> here = attributes(listed(poolId, null).get(0));
        Map<String, String> there = attributes(listed(other, null).get(0));

        assertThat(here.remove("sub")).isNotEqualTo(there.remove("sub"));
        assertThat(here).isEqualTo(there);
    }

    @Test
    void peopleWhoSignInWithAUsernameHaveOne() {
        String named = sandbox.client
                .createUserPool(pool -> pool.poolName("named"))
                .userPool()
                .id();
        sandbox.region.populate(named, 7, 1);

        assertThat(listed(named, null)).singleElement().satisfies(user -> {
            assertThat(user.username()).isEqualTo("person7");
            assertThat(attributes(user).get("sub")).hasSize(36);
        });
    }

    @Test
    void whoeverHasForgottenThePasswordThatNobodyKnowsCanSetAnother() {
        sandbox.region.populate(poolId, 1, 1);
        String email = "person1@example.com";
        String app = sandbox.appClient(poolId);
        assertThatThrownBy(() -> sandbox.client.initiateAuth(auth -> auth.clientId(app)
                        .authFlow("USER_PASSWORD_AUTH")
                        .authParameters(Map.of("USERNAME", email, "PASSWORD", TestRegion.PASSWORD))))
                .isInstanceOf(NotAuthorizedException.class);

        sandbox.client.forgotPassword(forgot -> forgot.clientId(app).username(email));
        sandbox.client.confirmForgotPassword(confirm -> confirm.clientId(app)
                .username(email)
                .password(TestRegion.PASSWORD)
                .confirmationCode(sandbox.code(email)));

        assertThat(sandbox.client
                        .initiateAuth(auth -> auth.clientId(app)
                                .authFlow("USER_PASSWORD_AUTH")
                                .authParameters(Map.of("USERNAME", email, "PASSWORD", TestRegion.PASSWORD)))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void aPoolThatIsNotThereOrWantsMoreIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.region.populate("ap-northeast-1_Nowhere00", 0, 1))
                .withMessageContaining("ap-northeast-1_Nowhere00");
        String strict = sandbox.pool(pool -> pool.schema(SchemaAttributeType.builder()
                        .name("address")
                        .attributeDataType("String")
                        .required(true)
                        .build()))
                .id();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.region.populate(strict, 0, 1))
                .withMessageContaining("address");
        assertThatIllegalArgumentException().isThrownBy(() -> sandbox.region.populate(poolId, -1, 1));
    }
}
