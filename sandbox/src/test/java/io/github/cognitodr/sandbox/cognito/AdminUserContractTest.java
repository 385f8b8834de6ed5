package io.github.cognitodr.sandbox.cognito;

import static io.github.cognitodr.sandbox.cognito.TestRegion.PASSWORD;
import static io.github.cognitodr.sandbox.cognito.TestRegion.attribute;
import static io.github.cognitodr.sandbox.cognito.TestRegion.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedUserStateException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Users whom an administrator makes and changes. Source: API; cognito-facts, Users, passwords, statuses. */
class AdminUserContractTest {
    private static final String EMAIL = "one@example.com";

    private final TestRegion sandbox = new TestRegion();
    private final String poolId = sandbox.emailPool().id();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void newUserHasToChangeThePassword() {
        AdminCreateUserResponse answer = sandbox.client.adminCreateUser(r -> r.userPoolId(poolId)
                .username(EMAIL)
                .messageAction("SUPPRESS")
                .userAttributes(
                        attribute("email", EMAIL),
                        attribute("email_verified", "true"),
                        attribute("custom:origin_sub", "11111111-2222-3333-4444-555555555555")));

        UserType user = answer.user();
        assertThat(user.userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
        assertThat(user.enabled()).isTrue();
        assertThat(user.username()).isEqualTo(value(user.attributes(), "sub"));
        assertThat(value(user.attributes(), "custom:origin_sub")).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(user.userCreateDate()).isEqualTo(sandbox.clock.instant());
        assertThat(sandbox.region.outbox().messages()).isEmpty();
    }

    @Test
    void invitationCarriesTheTemporaryPassword() {
        sandbox.client.adminCreateUser(r -> r.userPoolId(poolId).username(EMAIL).temporaryPassword(PASSWORD));

        assertThat(sandbox.code(EMAIL)).isEqualTo(PASSWORD);
        sandbox.client.adminCreateUser(r -> r.userPoolId(poolId).username(EMAIL).messageAction("RESEND"));
        assertThat(sandbox.region.outbox().messages()).hasSize(2);
        assertThat(sandbox.code(EMAIL)).isNotEqualTo(PASSWORD);
        setPassword(EMAIL);
        assertThatThrownBy(() -> sandbox.client.adminCreateUser(
                        r -> r.userPoolId(poolId).username(EMAIL).messageAction("RESEND")))
                .isInstanceOf(UnsupportedUserStateException.class);
    }

    private void setPassword(String name) {
        sandbox.client.adminSetUserPassword(
                r -> r.userPoolId(poolId).username(name).password(PASSWORD).permanent(true));
    }

    @Test
    void takenAddressIsRefused() {
        sandbox.create(poolId, EMAIL, Map.of());

        assertThatThrownBy(() -> sandbox.create(poolId, "One@Example.com", Map.of()))
                .isInstanceOf(UsernameExistsException.class);
    }

    @Test
    void onlyAnAddressIsAUsername() {
        assertThatThrownBy(() -> sandbox.create(poolId, "11111111-2222-3333-4444-555555555555", Map.of()))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Username should be an email.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "identities", "cognito:user_status", "cognito:mfa_enabled"})
    void attributesOfCognitosOwnCannotBeSet(String name) {
        assertThatThrownBy(() -> sandbox.create(poolId, EMAIL, Map.of(name, "x")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Cannot modify the non-mutable attribute " + name);
        sandbox.create(poolId, EMAIL, Map.of());
        assertThatThrownBy(() -> update(EMAIL, name, "x")).isInstanceOf(InvalidParameterException.class);
    }

    private void update(String username, String name, String value) {
        sandbox.client.adminUpdateUserAttributes(
                r -> r.userPoolId(poolId).username(username).userAttributes(attribute(name, value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "custom:origin_sub | 12345678901234567890123456789012345678901234567890123456789012345"
                        + " | custom:origin_sub: String must be no longer than 64 characters",
                "origin_sub        | x     | origin_sub: Attribute does not exist in the schema.",
                "custom:unknown    | x     | custom:unknown: Attribute does not exist in the schema.",
                "birthdate         | 1.1.00 | birthdate: String must be no shorter than 10 characters",
                "updated_at        | soon  | updated_at: Attribute is not of type Number",
                "phone_number      | 0312345678 | Invalid phone number format.",
            })
    void valuesHaveToFitTheSchema(String name, String value, String message) {
        assertThatThrownBy(() -> sandbox.create(poolId, EMAIL, Map.of(name, value)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void numbersKeepTheirBoundsAndImmutableAttributesAreSetOnce() {
        sandbox.client.addCustomAttributes(r -> r.userPoolId(poolId)
                .customAttributes(
                        SchemaAttributeType.builder()
                                .name("level")
                                .attributeDataType("Number")
                                .numberAttributeConstraints(c -> c.minValue("1").maxValue("9"))
                                .build(),
                        SchemaAttributeType.builder()
                                .name("tenant")
                                .attributeDataType("String")
                                .mutable(false)
                                .build()));

        assertThatThrownBy(() -> sandbox.create(poolId, EMAIL, Map.of("custom:level", "10")))
                .isInstanceOf(InvalidParameterException.class);
        sandbox.create(poolId, EMAIL, Map.of("custom:level", "9", "custom:tenant", "a"));
        assertThatThrownBy(() -> update(EMAIL, "custom:tenant", "b"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Attribute cannot be updated.");
    }

    @Test
    void attributesAreChangedAndDeleted() {
        sandbox.create(poolId, EMAIL, Map.of("custom:origin_sub", "a", "name", "One"));

        update(EMAIL, "custom:origin_sub", "b");
        sandbox.client.adminDeleteUserAttributes(
                r -> r.userPoolId(poolId).username(EMAIL).userAttributeNames("name"));

        var attributes = sandbox.user(poolId, EMAIL).userAttributes();
        assertThat(value(attributes, "custom:origin_sub")).isEqualTo("b");
        assertThat(value(attributes, "name")).isNull();
    }

    @Test
    void changedAddressIsUnverifiedUnlessTheCallSaysOtherwise() {
        String sub = sandbox.create(poolId, EMAIL, Map.of("email", EMAIL, "email_verified", "true"));

        update(sub, "email", "two@example.com");
        assertThat(value(sandbox.user(poolId, "two@example.com").userAttributes(), "email_verified"))
                .isEqualTo("false");
        sandbox.client.adminUpdateUserAttributes(r -> r.userPoolId(poolId)
                .username(sub)
                .userAttributes(attribute("email_verified", "true"), attribute("email", "three@example.com")));
        assertThat(value(sandbox.user(poolId, "three@example.com").userAttributes(), "email_verified"))
                .isEqualTo("true");
        assertThatThrownBy(() -> sandbox.user(poolId, EMAIL)).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void addressOfSomebodyElseCannotBeTakenOver() {
        sandbox.create(poolId, EMAIL, Map.of());
        String sub = sandbox.create(poolId, "two@example.com", Map.of());

        assertThatThrownBy(() -> update(sub, "email", EMAIL)).isInstanceOf(AliasExistsException.class);
        assertThat(value(sandbox.user(poolId, sub).userAttributes(), "email")).isEqualTo("two@example.com");
    }

    @Test
    void disabledUserStaysInTheListing() {
        sandbox.create(poolId, EMAIL, Map.of());

        sandbox.client.adminDisableUser(r -> r.userPoolId(poolId).username(EMAIL));
        List<UserType> listed =
                sandbox.client.listUsers(r -> r.userPoolId(poolId)).users();
        assertThat(listed)
                .singleElement()
                .satisfies(u -> assertThat(u.enabled()).isFalse());
        sandbox.client.adminEnableUser(r -> r.userPoolId(poolId).username(EMAIL));
        assertThat(sandbox.user(poolId, EMAIL).enabled()).isTrue();
    }

    @Test
    void deletedUserIsGoneAndTheAddressIsFree() {
        sandbox.create(poolId, EMAIL, Map.of());

        sandbox.client.adminDeleteUser(r -> r.userPoolId(poolId).username(EMAIL));

        assertThatThrownBy(() -> sandbox.user(poolId, EMAIL))
                .isInstanceOf(UserNotFoundException.class)
                .hasMessageContaining("User does not exist.");
        sandbox.create(poolId, EMAIL, Map.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 257})
    void passwordTooShortOrTooLongIsRefused(int length) {
        sandbox.create(poolId, EMAIL, Map.of());
        String password = "Aa1!" + "x".repeat(length - 4);

        assertThatThrownBy(() -> sandbox.client.adminSetUserPassword(r ->
                        r.userPoolId(poolId).username(EMAIL).password(password).permanent(true)))
                .isInstanceOfAny(InvalidPasswordException.class, InvalidParameterException.class);
    }

    @Test
    void permanentPasswordConfirms() {
        sandbox.create(poolId, EMAIL, Map.of());

        sandbox.client.adminSetUserPassword(r -> r.userPoolId(poolId)
                .username(EMAIL)
                .password("Aa1!" + "x".repeat(252))
                .permanent(true));
        assertThat(sandbox.user(poolId, EMAIL).userStatus()).isEqualTo(UserStatusType.CONFIRMED);
        sandbox.client.adminSetUserPassword(
                r -> r.userPoolId(poolId).username(EMAIL).password(PASSWORD));
        assertThat(sandbox.user(poolId, EMAIL).userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
    }

    @Test
    void usernamePoolKeepsTheNameAndGivesAnotherSub() {
        String pool = sandbox.client
                .createUserPool(r -> r.poolName("names").aliasAttributesWithStrings("email"))
                .userPool()
                .id();
        String name = sandbox.create(pool, "one", Map.of("email", EMAIL, "email_verified", "true"));

        assertThat(name).isEqualTo("one");
        assertThat(sandbox.user(pool, EMAIL).username()).isEqualTo("one");
        assertThatThrownBy(() -> sandbox.create(pool, "ONE", Map.of())).isInstanceOf(UsernameExistsException.class);
        assertThatThrownBy(() -> sandbox.create(pool, "two", Map.of("email", EMAIL, "email_verified", "true")))
                .isInstanceOf(AliasExistsException.class);
        sandbox.create(pool, "three", Map.of("email", EMAIL, "email_verified", "false"));
    }
}
