package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientDescription;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

/** Pools and app clients. Source: API reference of each operation; cognito-facts, Around Cognito. */
class PoolContractTest {
    private final TestRegion sandbox = new TestRegion();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void poolIsDescribedAsItWasMade() {
        UserPoolType made = sandbox.pool(p -> p.poolName("primary")
                .mfaConfiguration(UserPoolMfaType.ON)
                .lambdaConfig(l -> l.postConfirmation(RecordedFunctions.ARN)));

        UserPoolType pool = describe(made.id());

        assertThat(pool.id()).matches("ap-northeast-1_[0-9a-zA-Z]{9}");
        assertThat(pool.arn()).isEqualTo("arn:aws:cognito-idp:ap-northeast-1:123456789012:userpool/" + pool.id());
        assertThat(pool.name()).isEqualTo("primary");
        assertThat(pool.usernameAttributes()).containsExactly(UsernameAttributeType.EMAIL);
        assertThat(pool.mfaConfiguration()).isEqualTo(UserPoolMfaType.ON);
        assertThat(pool.lambdaConfig().postConfirmation()).isEqualTo(RecordedFunctions.ARN);
        assertThat(pool.creationDate()).isEqualTo(sandbox.clock.instant());
        assertThat(pool.estimatedNumberOfUsers()).isZero();
    }

    @Test
    void everySettingComesBackAsItWasGiven() {
        UserPoolType made = sandbox.client
                .createUserPool(p -> p.poolName("primary")
                        .usernameAttributesWithStrings("email", "phone_number")
                        .autoVerifiedAttributesWithStrings("email")
                        .usernameConfiguration(u -> u.caseSensitive(false))
                        .userPoolTier(UserPoolTierType.PLUS)
                        .emailConfiguration(e -> e.emailSendingAccount(EmailSendingAccountType.DEVELOPER)
                                .sourceArn("arn:aws:ses:ap-northeast-1:123456789012:identity/example.com")
                                .from("Example <no-reply@example.com>"))
                        .lambdaConfig(l -> l.postConfirmation(RecordedFunctions.ARN)
                                .preTokenGenerationConfig(
                                        c -> c.lambdaArn(RecordedFunctions.ARN).lambdaVersion("V2_0"))))
                .userPool();

        UserPoolType pool = describe(made.id());

        assertThat(pool).isEqualTo(made);
        assertThat(pool.usernameAttributesAsStrings()).containsExactly("email", "phone_number");
        assertThat(pool.usernameConfiguration().caseSensitive()).isFalse();
        assertThat(pool.userPoolTier()).isEqualTo(UserPoolTierType.PLUS);
        assertThat(pool.emailConfiguration().emailSendingAccount()).isEqualTo(EmailSendingAccountType.DEVELOPER);
        assertThat(pool.emailConfiguration().sourceArn()).endsWith("identity/example.com");
        assertThat(pool.emailConfiguration().from()).isEqualTo("Example <no-reply@example.com>");
        assertThat(pool.lambdaConfig().preTokenGenerationConfig().lambdaArn()).isEqualTo(RecordedFunctions.ARN);
        assertThat(pool.aliasAttributes()).isEmpty();
    }

    /** "Defaults to ESSENTIALS"; an email configuration that nobody gave is not shown. */
    @Test
    void whatNobodyGaveIsTheDefault() {
        UserPoolType pool = describe(sandbox.client
                .createUserPool(p -> p.poolName("names").aliasAttributesWithStrings("email", "preferred_username"))
                .userPool()
                .id());

        assertThat(pool.aliasAttributesAsStrings()).containsExactly("email", "preferred_username");
        assertThat(pool.usernameAttributes()).isEmpty();
        assertThat(pool.userPoolTier()).isEqualTo(UserPoolTierType.ESSENTIALS);
        assertThat(pool.emailConfiguration()).isNull();
        assertThat(pool.mfaConfiguration()).isEqualTo(UserPoolMfaType.OFF);
    }

    private UserPoolType describe(String poolId) {
        return sandbox.client.describeUserPool(r -> r.userPoolId(poolId)).userPool();
    }

    @Test
    void schemaHoldsTheStandardAttributesAndTheCustomOnes() {
        List<SchemaAttributeType> schema = sandbox.emailPool().schemaAttributes();

        assertThat(schema)
                .extracting(SchemaAttributeType::name)
                .contains("sub", "email", "email_verified", "phone_number", "updated_at", "custom:origin_sub");
        SchemaAttributeType origin = schema.get(schema.size() - 1);
        assertThat(origin.mutable()).isTrue();
        assertThat(origin.stringAttributeConstraints().maxLength()).isEqualTo("64");
        SchemaAttributeType sub = schema.get(0);
        assertThat(sub.mutable()).isFalse();
        assertThat(sub.required()).isTrue();
    }

    @Test
    void customAttributesAreAddedOnce() {
        String poolId = sandbox.emailPool().id();

        sandbox.client.addCustomAttributes(r -> r.userPoolId(poolId)
                .customAttributes(SchemaAttributeType.builder()
                        .name("level")
                        .attributeDataType("Number")
                        .build()));

        assertThat(describe(poolId).schemaAttributes())
                .extracting(SchemaAttributeType::name)
                .contains("custom:level");
        assertThatThrownBy(() -> sandbox.client.addCustomAttributes(
                        r -> r.userPoolId(poolId).customAttributes(TestRegion.ORIGIN_SUB)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void usernameAndAliasAttributesExcludeEachOther() {
        assertThatThrownBy(() -> sandbox.pool(p -> p.aliasAttributesWithStrings("email")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void updateResetsWhatItIsNotTold() {
        String poolId = sandbox.pool(p -> p.lambdaConfig(l -> l.postConfirmation(RecordedFunctions.ARN))
                        .accountRecoverySetting(a -> a.recoveryMechanisms(RecoveryOptionType.builder()
                                .priority(1)
                                .name("verified_email")
                                .build())))
                .id();

        sandbox.client.updateUserPool(r -> r.userPoolId(poolId));

        UserPoolType pool = describe(poolId);
        assertThat(pool.lambdaConfig().postConfirmation()).isNull();
        assertThat(pool.autoVerifiedAttributes()).isEmpty();
        assertThat(pool.accountRecoverySetting().recoveryMechanisms()).hasSize(1);
        assertThat(pool.usernameAttributes()).containsExactly(UsernameAttributeType.EMAIL);
    }

    @Test
    void mfaConfigurationIsSetAndRead() {
        String poolId = sandbox.emailPool().id();

        sandbox.client.setUserPoolMfaConfig(r -> r.userPoolId(poolId)
                .mfaConfiguration(UserPoolMfaType.ON)
                .softwareTokenMfaConfiguration(s -> s.enabled(true)));

        assertThat(sandbox.client
                        .getUserPoolMfaConfig(r -> r.userPoolId(poolId))
                        .softwareTokenMfaConfiguration()
                        .enabled())
                .isTrue();
        assertThat(describe(poolId).mfaConfiguration()).isEqualTo(UserPoolMfaType.ON);
    }

    @Test
    void poolsAreListedInPages() {
        String first = sandbox.emailPool().id();
        String second = sandbox.emailPool().id();

        assertThat(sandbox.client.listUserPoolsPaginator(r -> r.maxResults(1)).userPools())
                .extracting(UserPoolDescriptionType::id)
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void deletedPoolIsUnknown() {
        String poolId = sandbox.emailPool().id();
        sandbox.client.deleteUserPool(r -> r.userPoolId(poolId));

        assertThatThrownBy(() -> describe(poolId))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("User pool " + poolId + " does not exist.");
    }

    @Test
    void protectedPoolIsNotDeleted() {
        String poolId = sandbox.pool(p -> p.deletionProtection(DeletionProtectionType.ACTIVE))
                .id();

        assertThatThrownBy(() -> sandbox.client.deleteUserPool(r -> r.userPoolId(poolId)))
                .isInstanceOf(InvalidParameterException.class);
    }

    /** ResourceNotFoundException for what could be there; what could not is invalid. (API, UserPoolIdType) */
    @Test
    void idOfAnotherFormIsInvalid() {
        assertThatThrownBy(() -> describe("ap-northeast-1_none"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("User pool ap-northeast-1_none does not exist.");
        assertThatThrownBy(() -> describe("eu-west-1_abcdef123")).isInstanceOf(ResourceNotFoundException.class);
        for (String malformed : List.of("people", "ap-northeast-1", "ap-northeast-1_", "ap-northeast-1_a-b", "a b_c")) {
            assertThatThrownBy(() -> sandbox.client.listUsers(r -> r.userPoolId(malformed)))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("1 validation error detected: Value '" + malformed
                            + "' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression "
                            + "pattern: [\\w-]+_[0-9a-zA-Z]+");
        }
        assertThatThrownBy(() -> describe("ap-northeast-1_" + "a".repeat(41)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("length less than or equal to 55");
    }

    @Test
    void clientIsDescribedAsItWasMade() {
        String poolId = sandbox.emailPool().id();
        String clientId = sandbox.appClient(poolId);

        UserPoolClientType client = sandbox.client
                .describeUserPoolClient(r -> r.userPoolId(poolId).clientId(clientId))
                .userPoolClient();

        assertThat(client.writeAttributes()).containsExactly("email", "name", "phone_number");
        assertThat(client.readAttributes()).containsExactly("email", "name", "email_verified", "custom:origin_sub");
        assertThat(client.explicitAuthFlowsAsStrings())
                .containsExactly(
                        "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH");
        assertThat(client.clientName()).isEqualTo("app");
        assertThat(client.clientSecret()).isNull();
    }

    /** "Amazon Cognito only populates WriteAttributes in the API response if you have specified your own custom set." */
    @Test
    void clientThatWasToldNoAttributesShowsNone() {
        String poolId = sandbox.emailPool().id();

        UserPoolClientType client = sandbox.client
                .createUserPoolClient(r -> r.userPoolId(poolId).clientName("app"))
                .userPoolClient();

        assertThat(client.hasWriteAttributes()).isFalse();
        assertThat(client.hasReadAttributes()).isFalse();
    }

    @Test
    void clientsAreListedInPages() {
        String poolId = sandbox.emailPool().id();
        List<String> clientIds =
                List.of(sandbox.appClient(poolId), sandbox.appClient(poolId), sandbox.appClient(poolId));

        assertThat(sandbox.client
                        .listUserPoolClients(r -> r.userPoolId(poolId).maxResults(2))
                        .nextToken())
                .isNotNull();
        assertThat(sandbox.client
                        .listUserPoolClientsPaginator(r -> r.userPoolId(poolId).maxResults(2))
                        .userPoolClients())
                .extracting(UserPoolClientDescription::clientId)
                .containsExactlyInAnyOrderElementsOf(clientIds);
        assertThat(sandbox.client
                        .listUserPoolClients(r -> r.userPoolId(poolId).maxResults(3))
                        .nextToken())
                .isNull();
    }

    @Test
    void clientCannotWriteWhetherAnAddressIsVerified() {
        String poolId = sandbox.emailPool().id();

        assertThatThrownBy(() -> sandbox.client.createUserPoolClient(
                        r -> r.userPoolId(poolId).clientName("app").writeAttributes("email", "email_verified")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid write attributes specified while creating a client");
    }

    @Test
    void clientHasToBeAbleToWriteWhatThePoolRequires() {
        String poolId = sandbox.pool(p -> p.schema(SchemaAttributeType.builder()
                        .name("name")
                        .required(true)
                        .build()))
                .id();

        assertThatThrownBy(() -> sandbox.client.createUserPoolClient(
                        r -> r.userPoolId(poolId).clientName("app").writeAttributes("email")))
                .isInstanceOf(InvalidParameterException.class);
    }
}
