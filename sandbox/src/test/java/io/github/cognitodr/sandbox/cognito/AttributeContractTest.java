package io.github.cognitodr.sandbox.cognito;

import static io.github.cognitodr.sandbox.cognito.TestRegion.attribute;
import static io.github.cognitodr.sandbox.cognito.TestRegion.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** What an administrator's change of attributes does. Source: API, AdminUpdateUserAttributes. */
class AttributeContractTest {
    private static final String EMAIL = "one@example.com";
    private static final String ANOTHER = "two@example.com";

    private final TestRegion sandbox = new TestRegion();
    private final String poolId = sandbox.pool(p -> p.schema(
                    TestRegion.ORIGIN_SUB,
                    SchemaAttributeType.builder().name("name").required(true).build(),
                    SchemaAttributeType.builder()
                            .name("tenant")
                            .attributeDataType("String")
                            .mutable(false)
                            .build()))
            .id();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void update(String pool, String username, AttributeType... attributes) {
        sandbox.client.adminUpdateUserAttributes(
                r -> r.userPoolId(pool).username(username).userAttributes(attributes));
    }

    private List<AttributeType> attributes(String username) {
        return sandbox.user(poolId, username).userAttributes();
    }

    /** "To delete an attribute from your user, submit the attribute in your API request with a blank value." */
    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void blankValueDeletesTheAttribute(String blank) {
        sandbox.create(
                poolId,
                EMAIL,
                Map.of("name", "One", "nickname", "1", "birthdate", "2000-01-01", "custom:origin_sub", "a"));

        update(
                poolId,
                EMAIL,
                attribute("nickname", blank),
                attribute("birthdate", blank),
                attribute("custom:origin_sub", blank),
                attribute("name", "Uno"));

        assertThat(attributes(EMAIL)).extracting(AttributeType::name).containsExactly("sub", "name", "email");
        assertThat(value(attributes(EMAIL), "name")).isEqualTo("Uno");
    }

    @Test
    void whatIsNotThereIsDeletedAllTheSame() {
        sandbox.create(poolId, EMAIL, Map.of("name", "One"));

        update(poolId, EMAIL, attribute("nickname", ""));

        assertThat(value(attributes(EMAIL), "nickname")).isNull();
    }

    /** The message is the one that aws-sdk-ios issue 4251 shows. */
    @ParameterizedTest
    @ValueSource(strings = {"name", "email"})
    void requiredAndSignInAttributesAreNotDeleted(String name) {
        sandbox.create(poolId, EMAIL, Map.of("name", "One", "nickname", "1"));

        assertThatThrownBy(() -> update(poolId, EMAIL, attribute("nickname", ""), attribute(name, "")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("user." + name + ": Required attribute cannot be deleted.");
        assertThatThrownBy(() -> sandbox.client.adminDeleteUserAttributes(
                        r -> r.userPoolId(poolId).username(EMAIL).userAttributeNames(name)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("user." + name + ": Required attribute cannot be deleted.");
        assertThat(value(attributes(EMAIL), "nickname")).isEqualTo("1");
    }

    @Test
    void immutableAndUnknownAttributesAreNotDeleted() {
        sandbox.create(poolId, EMAIL, Map.of("name", "One", "custom:tenant", "a"));

        assertThatThrownBy(() -> update(poolId, EMAIL, attribute("custom:tenant", "")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Attribute cannot be updated.");
        assertThatThrownBy(() -> update(poolId, EMAIL, attribute("custom:unknown", "")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("custom:unknown: Attribute does not exist in the schema.");
        assertThatThrownBy(() -> update(poolId, EMAIL, attribute("sub", "")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aliasIsFreeWhenItIsDeleted() {
        String pool = sandbox.client
                .createUserPool(r -> r.poolName("names").aliasAttributesWithStrings("email"))
                .userPool()
                .id();
        sandbox.create(pool, "one", Map.of("email", EMAIL, "email_verified", "true"));

        update(pool, "one", attribute("email", ""));

        assertThatThrownBy(() -> sandbox.user(pool, EMAIL)).isInstanceOf(UserNotFoundException.class);
        sandbox.create(pool, "two", Map.of("email", EMAIL, "email_verified", "true"));
        assertThat(sandbox.user(pool, EMAIL).username()).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void addressThatIsVerifiedInTheSameCallTakesEffectAtOnce(boolean verifiedBeforeUpdate) {
        String pool = pool(verifiedBeforeUpdate);
        String sub = sandbox.create(pool, EMAIL, Map.of("email_verified", "true"));

        update(pool, EMAIL, attribute("email", ANOTHER), attribute("email_verified", "true"));

        List<AttributeType> attributes = sandbox.user(pool, ANOTHER).userAttributes();
        assertThat(value(attributes, "sub")).isEqualTo(sub);
        assertThat(value(attributes, "email")).isEqualTo(ANOTHER);
        assertThat(value(attributes, "email_verified")).isEqualTo("true");
        assertThat(sandbox.client
                        .listUsers(r -> r.userPoolId(pool).filter("email = \"" + ANOTHER + "\""))
                        .users())
                .hasSize(1);
        assertThatThrownBy(() -> sandbox.user(pool, EMAIL)).isInstanceOf(UserNotFoundException.class);
        assertThat(sandbox.region.outbox().messages()).isEmpty();
        sandbox.create(pool, EMAIL, Map.of());
        assertThatThrownBy(() -> sandbox.create(pool, ANOTHER, Map.of())).isInstanceOf(UsernameExistsException.class);
    }

    private String pool(boolean verifiedBeforeUpdate) {
        return sandbox.pool(p -> {
                    if (verifiedBeforeUpdate) {
                        p.userAttributeUpdateSettings(
                                s -> s.attributesRequireVerificationBeforeUpdateWithStrings("email"));
                    }
                })
                .id();
    }

    /** "Amazon Cognito doesn't immediately update the value of that attribute." */
    @Test
    void addressThatThePoolVerifiesFirstStaysAsItWas() {
        String pool = pool(true);
        sandbox.create(pool, EMAIL, Map.of("name", "One", "email_verified", "true"));

        update(pool, EMAIL, attribute("email", ANOTHER), attribute("name", "Uno"));

        List<AttributeType> attributes = sandbox.user(pool, EMAIL).userAttributes();
        assertThat(value(attributes, "email")).isEqualTo(EMAIL);
        assertThat(value(attributes, "email_verified")).isEqualTo("true");
        assertThat(value(attributes, "name")).isEqualTo("Uno");
        assertThat(sandbox.region.outbox().messages())
                .singleElement()
                .satisfies(message -> assertThat(message.destination()).isEqualTo(ANOTHER));
    }

    @Test
    void addressThatAnotherHasIsRefusedVerifiedOrNot() {
        sandbox.create(poolId, EMAIL, Map.of("name", "One"));
        String sub = sandbox.create(poolId, ANOTHER, Map.of("name", "Two"));

        assertThatThrownBy(() ->
                        update(poolId, sub, attribute("email", "ONE@example.com"), attribute("email_verified", "true")))
                .isInstanceOf(AliasExistsException.class)
                .hasMessageContaining("An account with the email already exists.");
        assertThatThrownBy(() -> update(poolId, sub, attribute("name", "Uno"), attribute("email", EMAIL)))
                .isInstanceOf(AliasExistsException.class);
        assertThat(value(attributes(sub), "email")).isEqualTo(ANOTHER);
        assertThat(value(attributes(sub), "name")).isEqualTo("Two");
    }
}
