package io.github.cognitodr.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** Makes a user pool and its app client as the stacks make them, the same in both Regions. */
final class PoolSetup {

    static final String ORIGIN_SUB = "custom:origin_sub";

    /** What a user may say of themselves in the drill. */
    private static final List<String> USER_ATTRIBUTES = List.of(
            "email",
            "name",
            "given_name",
            "family_name",
            "locale",
            "birthdate",
            "custom:team",
            "custom:employee_number");

    private final CognitoIdentityProviderClient cognito;
    private final String region;

    /** @param region of the client */
    PoolSetup(CognitoIdentityProviderClient cognito, String region) {
        this.cognito = cognito;
        this.region = region;
    }

    /**
     * Creates a pool.
     *
     * @param triggerArn who is called after a confirmation
     */
    Pool create(String name, String triggerArn) {
        String id = cognito.createUserPool(pool -> pool.poolName(name)
                        .usernameAttributes(UsernameAttributeType.EMAIL)
                        .usernameConfiguration(username -> username.caseSensitive(false))
                        .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                        // The 50 messages a day of the default sender recover nobody.
                        .emailConfiguration(email -> email.emailSendingAccount(EmailSendingAccountType.DEVELOPER)
                                .from("no-reply@example.com")
                                .sourceArn("arn:aws:ses:" + region + ":123456789012:identity/example.com"))
                        .userAttributeUpdateSettings(
                                update -> update.attributesRequireVerificationBeforeUpdate(VerifiedAttributeType.EMAIL))
                        .accountRecoverySetting(recovery -> recovery.recoveryMechanisms(RecoveryOptionType.builder()
                                .name(RecoveryOptionNameType.VERIFIED_EMAIL)
                                .priority(1)
                                .build()))
                        .policies(policies -> policies.passwordPolicy(policy -> policy.minimumLength(12)
                                .requireLowercase(true)
                                .requireUppercase(true)
                                .requireNumbers(true)
                                .requireSymbols(true)))
                        .schema(
                                SchemaAttributeType.builder()
                                        .name("email")
                                        .attributeDataType(AttributeDataType.STRING)
                                        .required(true)
                                        .mutable(true)
                                        .build(),
                                custom("origin_sub", 1, 64),
                                custom("team", 0, 64),
                                custom("employee_number", 0, 20))
                        .deletionProtection(DeletionProtectionType.ACTIVE)
                        .lambdaConfig(triggers -> triggers.postConfirmation(triggerArn)))
                .userPool()
                .id();
        // MFA is a call of its own: CreateUserPool cannot switch on the authenticator app.
        cognito.setUserPoolMfaConfig(mfa -> mfa.userPoolId(id)
                .mfaConfiguration(UserPoolMfaType.ON)
                .softwareTokenMfaConfiguration(app -> app.enabled(true)));
        return new Pool(id, client(id));
    }

    private String client(String poolId) {
        List<String> readable = new ArrayList<>(USER_ATTRIBUTES);
        readable.add(ORIGIN_SUB);
        readable.add("email_verified");
        return cognito.createUserPoolClient(client -> client.userPoolId(poolId)
                        .clientName("web")
                        .explicitAuthFlows(
                                ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                                // The stacks leave this one out: it is here for the AWS command line, which cannot do
                                // SRP.
                                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)
                        .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED)
                        // Without custom:origin_sub: whoever could write it would take another user's identity.
                        .writeAttributes(USER_ATTRIBUTES)
                        .readAttributes(readable))
                .userPoolClient()
                .clientId();
    }

    /** The names of the attributes of a pool's schema with their types and bounds, in order, to be compared. */
    List<String> schema(String poolId) {
        return cognito.describeUserPool(pool -> pool.userPoolId(poolId)).userPool().schemaAttributes().stream()
                .map(attribute -> Stream.of(
                                attribute.name(),
                                attribute.attributeDataTypeAsString(),
                                attribute.mutable(),
                                attribute.required(),
                                attribute.stringAttributeConstraints(),
                                attribute.numberAttributeConstraints())
                        .map(String::valueOf)
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }

    private static SchemaAttributeType custom(String name, int min, int max) {
        return SchemaAttributeType.builder()
                .name(name)
                .attributeDataType(AttributeDataType.STRING)
                .mutable(true)
                .required(false)
                .stringAttributeConstraints(
                        bounds -> bounds.minLength(Integer.toString(min)).maxLength(Integer.toString(max)))
                .build();
    }
}
