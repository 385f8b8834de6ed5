package io.github.cognitodr.sandbox.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
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

    @Test
    void clientIsDescribedAsItWasMade() {
        String poolId = sandbox.emailPool().id();
        String clientId = sandbox.appClient(poolId);

        UserPoolClientType client = sandbox.client
                .describeUserPoolClient(r -> r.userPoolId(poolId).clientId(clientId))
                .userPoolClient();

        assertThat(client.writeAttributes()).containsExactly("email", "name", "phone_number");
        assertThat(client.clientSecret()).isNull();
        assertThat(sandbox.client.listUserPoolClients(r -> r.userPoolId(poolId)).userPoolClients())
                .hasSize(1);
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
