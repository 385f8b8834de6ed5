package io.github.cognitodr.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole property lists are compared: a wrong enum value passes the CDK's own validation. */
class UserPoolTest {

    private static final String POOL = "AWS::Cognito::UserPool";
    private static final String CLIENT = "AWS::Cognito::UserPoolClient";

    @Test
    void signsInByEmailAndRequiresAnAuthenticatorApp() {
        ObjectNode pool = (ObjectNode) Synth.shipped().primary().properties(POOL);
        // Texts of messages: the CDK's defaults, of no consequence here.
        pool.remove(List.of(
                "EmailVerificationMessage",
                "EmailVerificationSubject",
                "SmsVerificationMessage",
                "VerificationMessageTemplate"));
        assertThat(pool).isEqualTo(Json.parse("""
                {
                  "UserPoolName": "cognito-dr-primary",
                  "UserPoolTier": "ESSENTIALS",
                  "UsernameAttributes": ["email"],
                  "UsernameConfiguration": {"CaseSensitive": false},
                  "AutoVerifiedAttributes": ["email"],
                  "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
                  "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]},
                  "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": false},
                  "MfaConfiguration": "ON",
                  "EnabledMfas": ["SOFTWARE_TOKEN_MFA"],
                  "Policies": {
                    "PasswordPolicy": {
                      "MinimumLength": 12,
                      "RequireLowercase": true,
                      "RequireUppercase": true,
                      "RequireNumbers": true,
                      "RequireSymbols": true
                    }
                  },
                  "Schema": [
                    {"Name": "email", "Mutable": true, "Required": true},
                    {
                      "Name": "origin_sub",
                      "AttributeDataType": "String",
                      "Mutable": true,
                      "StringAttributeConstraints": {"MinLength": "1", "MaxLength": "64"}
                    }
                  ],
                  "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT"},
                  "LambdaConfig": {"PostConfirmation": "${ReplicationReplicateOnConfirmationLive}"},
                  "DeletionProtection": "ACTIVE"
                }"""));
    }

    /** Taken apart only by what has to differ; everything else is equal, whatever anybody adds. */
    @Test
    void poolsAndClientsOfBothStacksAreEqual() {
        for (Synth synth : List.of(Synth.shipped(), Synth.customised(), Synth.byPhone())) {
            assertThat(comparable(synth.standby().properties(POOL)))
                    .isEqualTo(comparable(synth.primary().properties(POOL)));
            assertThat(synth.standby().resources(CLIENT).keySet())
                    .isEqualTo(synth.primary().resources(CLIENT).keySet())
                    .isNotEmpty();
            for (String client : synth.standby().resources(CLIENT).keySet()) {
                assertThat(synth.standby().properties(CLIENT, client))
                        .isEqualTo(synth.primary().properties(CLIENT, client));
            }
        }
    }

    private static JsonNode comparable(JsonNode properties) {
        ObjectNode pool = properties.deepCopy();
        pool.remove(List.of("UserPoolName", "LambdaConfig"));
        if (pool.get("SmsConfiguration") instanceof ObjectNode sms) {
            sms.remove(List.of("ExternalId", "SnsRegion"));
        }
        if (pool.get("EmailConfiguration") instanceof ObjectNode mail) {
            mail.remove("SourceArn");
        }
        return pool;
    }

    @Test
    void thePrimaryCallsReplicationAndTheStandbyCallsTheSnapshot() {
        assertThat(Synth.shipped().primary().properties(POOL).get("LambdaConfig"))
                .isEqualTo(Json.parse("{\"PostConfirmation\": \"${ReplicationReplicateOnConfirmationLive}\"}"));
        assertThat(Synth.shipped().standby().properties(POOL).get("LambdaConfig"))
                .isEqualTo(Json.parse("{\"PostConfirmation\": \"${SnapshotsSnapshotOnConfirmationLive}\"}"));
    }

    @Test
    void theClientIsPublicAndOffersOnlyTheCodeFlowAndSrp() {
        ObjectNode client = (ObjectNode) Synth.shipped().primary().properties(CLIENT);
        client.remove(List.of("ReadAttributes", "WriteAttributes"));
        assertThat(client).isEqualTo(Json.parse("""
                {
                  "ClientName": "web",
                  "UserPoolId": "${UsersPool}",
                  "GenerateSecret": false,
                  "AllowedOAuthFlowsUserPoolClient": true,
                  "AllowedOAuthFlows": ["code"],
                  "AllowedOAuthScopes": ["openid", "email", "profile"],
                  "CallbackURLs": ["http://localhost:3000/callback"],
                  "LogoutURLs": ["http://localhost:3000/"],
                  "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
                  "SupportedIdentityProviders": ["COGNITO"],
                  "AuthSessionValidity": 15,
                  "PreventUserExistenceErrors": "ENABLED",
                  "EnableTokenRevocation": true
                }"""));
    }

    @Test
    void eachApplicationHasAClientWithItsOwnAddresses() {
        JsonNode web = Synth.customised().standby().properties(CLIENT, "UsersLoginWebClient");
        JsonNode phone = Synth.customised().standby().properties(CLIENT, "UsersLoginPhoneClient");
        assertThat(web.get("ClientName").asText()).isEqualTo("web");
        assertThat(web.get("GenerateSecret").asBoolean()).isTrue();
        assertThat(StackTemplate.texts(web.get("CallbackURLs"))).containsExactly("https://app.example.com/callback");
        assertThat(web.get("LogoutURLs")).isEmpty();
        assertThat(phone.get("GenerateSecret").asBoolean()).isFalse();
        assertThat(StackTemplate.texts(phone.get("CallbackURLs"))).containsExactly("myapp://signed-in");
        assertThat(StackTemplate.texts(phone.get("LogoutURLs"))).containsExactly("myapp://signed-out");
    }

    /** Pools that sign in with numbers send codes by SMS, and recover by SMS. */
    @Test
    void aPoolThatSignsInWithNumbersVerifiesAndRecoversByNumber() {
        JsonNode pool = Synth.byPhone().standby().properties(POOL);
        assertThat(pool.get("UsernameAttributes")).isEqualTo(Json.parse("[\"phone_number\"]"));
        assertThat(pool.get("AutoVerifiedAttributes")).isEqualTo(Json.parse("[\"phone_number\"]"));
        assertThat(pool.at("/UserAttributeUpdateSettings/AttributesRequireVerificationBeforeUpdate"))
                .isEqualTo(Json.parse("[\"phone_number\"]"));
        assertThat(pool.at("/AccountRecoverySetting/RecoveryMechanisms"))
                .isEqualTo(Json.parse("[{\"Name\": \"verified_phone_number\", \"Priority\": 1}]"));
        assertThat(pool.get("EnabledMfas")).isEqualTo(Json.parse("[\"SOFTWARE_TOKEN_MFA\"]"));
        assertThat(pool.get("MfaConfiguration").asText()).isEqualTo("ON");
        assertThat(pool.get("SmsConfiguration")).isEqualTo(Json.parse("""
                {
                  "ExternalId": "cognito-dr-standby",
                  "SnsCallerArn": "${UsersSmsRole.Arn}",
                  "SnsRegion": "ap-northeast-3"
                }"""));
        assertThat(pool.get("Schema"))
                .contains(Json.parse("{\"Name\": \"phone_number\", \"Mutable\": true, \"Required\": true}"));
        assertThat(StackTemplate.texts(
                        Synth.byPhone().standby().properties(CLIENT).get("AllowedOAuthScopes")))
                .containsExactly("openid", "phone", "email", "profile");
        for (StackTemplate template : Synth.byPhone().templates()) {
            template.resources("AWS::Lambda::Function")
                    .values()
                    .forEach(function -> assertThat(function.at("/Properties/Environment/Variables/USERNAME_ATTRIBUTE")
                                    .asText())
                            .isEqualTo("phone_number"));
        }
    }

    @Test
    void noClientMayWriteOriginSub() {
        for (Synth synth : Synth.all()) {
            for (StackTemplate template : synth.templates()) {
                template.resources(CLIENT).values().forEach(client -> {
                    JsonNode properties = client.get("Properties");
                    // Without the list Cognito would allow every attribute.
                    assertThat(properties.has("WriteAttributes")).isTrue();
                    assertThat(StackTemplate.texts(properties.get("WriteAttributes")))
                            .doesNotContain("custom:origin_sub")
                            .contains("email");
                    assertThat(StackTemplate.texts(properties.get("ReadAttributes")))
                            .contains("custom:origin_sub", "email", "email_verified");
                });
            }
        }
    }

    @Test
    void usersWriteACustomAttributeOnlyIfTheSettingSaysSo() {
        JsonNode client = Synth.customised().standby().properties(CLIENT, "UsersLoginWebClient");
        assertThat(StackTemplate.texts(client.get("WriteAttributes")))
                .filteredOn(name -> name.startsWith("custom:"))
                .containsExactly("custom:theme");
        assertThat(StackTemplate.texts(client.get("ReadAttributes")))
                .filteredOn(name -> name.startsWith("custom:"))
                .containsExactlyInAnyOrder(
                        "custom:origin_sub",
                        "custom:plan",
                        "custom:theme",
                        "custom:visits",
                        "custom:tester",
                        "custom:joined");
    }

    @Test
    void settingsReachThePool() {
        JsonNode pool = Synth.customised().standby().properties(POOL);
        assertThat(pool.get("UserPoolTier").asText()).isEqualTo("PLUS");
        assertThat(pool.at("/Policies/PasswordPolicy/MinimumLength").asInt()).isEqualTo(16);
        assertThat(pool.get("EmailConfiguration")).isEqualTo(Json.parse("""
                {
                  "EmailSendingAccount": "DEVELOPER",
                  "From": "no-reply@mail.example.com",
                  "SourceArn": "arn:aws:ses:eu-west-1:123456789012:identity/example.com"
                }"""));
        assertThat(Synth.customised()
                        .primary()
                        .properties(POOL)
                        .at("/EmailConfiguration/SourceArn")
                        .asText())
                .isEqualTo("arn:aws:ses:us-east-1:123456789012:identity/example.com");
        assertThat(pool.get("Schema")).containsExactlyInAnyOrderElementsOf(Json.parse("""
                [
                  {"Name": "birthdate", "Mutable": true, "Required": true},
                  {"Name": "email", "Mutable": true, "Required": true},
                  {"Name": "name", "Mutable": true, "Required": true},
                  {"Name": "origin_sub", "AttributeDataType": "String", "Mutable": true,
                   "StringAttributeConstraints": {"MinLength": "1", "MaxLength": "64"}},
                  {"Name": "plan", "AttributeDataType": "String", "Mutable": true,
                   "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "20"}},
                  {"Name": "theme", "AttributeDataType": "String", "Mutable": true,
                   "StringAttributeConstraints": {"MinLength": "0", "MaxLength": "256"}},
                  {"Name": "visits", "AttributeDataType": "Number", "Mutable": true},
                  {"Name": "tester", "AttributeDataType": "Boolean", "Mutable": true},
                  {"Name": "joined", "AttributeDataType": "DateTime", "Mutable": false}
                ]"""));
    }

    @Test
    void managedLoginIsServedAtAnAddressThatNoOtherAccountHas() {
        assertThat(domain(Synth.shipped().primary()))
                .isEqualTo(Json.parse("{\"Domain\": \"dr-${AWS::AccountId}-primary\", \"ManagedLoginVersion\": 2,"
                        + " \"UserPoolId\": \"${UsersPool}\"}"));
        assertThat(domain(Synth.shipped().standby()).get("Domain").asText()).isEqualTo("dr-${AWS::AccountId}-standby");
        assertThat(domain(Synth.customised().primary()).get("Domain").asText()).isEqualTo("login-example");
        assertThat(domain(Synth.customised().standby()).get("Domain").asText()).isEqualTo("dr-123456789012-standby");
        for (StackTemplate template :
                List.of(Synth.shipped().standby(), Synth.shipped().primary())) {
            assertThat(template.properties("AWS::Cognito::ManagedLoginBranding"))
                    .isEqualTo(Json.parse("{\"UserPoolId\": \"${UsersPool}\", \"ClientId\": \"${UsersLoginWebClient}\","
                            + " \"UseCognitoProvidedValues\": true}"));
        }
    }

    private static JsonNode domain(StackTemplate template) {
        return template.properties("AWS::Cognito::UserPoolDomain");
    }
}
