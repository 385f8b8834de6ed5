package io.github.cognitodr.userpool.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitodr.userpool.csv.AttributeSchema;
import io.github.cognitodr.userpool.csv.MfaSetting;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.csv.UsernameCase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

class PoolSchemasTest {

    @Test
    void whatThePoolSaysIsTakenOver() {
        PoolSchema schema = PoolSchemas.of(
                List.of("email", "cognito:username"),
                UserPoolType.builder()
                        .usernameAttributesWithStrings("email", "phone_number")
                        .autoVerifiedAttributesWithStrings("email")
                        .aliasAttributesWithStrings("preferred_username")
                        .mfaConfiguration("ON")
                        .usernameConfiguration(names -> names.caseSensitive(false))
                        .schemaAttributes(
                                attribute("email", "String")
                                        .required(true)
                                        .stringAttributeConstraints(
                                                text -> text.minLength("3").maxLength("64"))
                                        .build(),
                                attribute("custom:level", "Number")
                                        .numberAttributeConstraints(
                                                number -> number.minValue("-1").maxValue(""))
                                        .build(),
                                attribute("custom:member", "Boolean").build(),
                                attribute("custom:since", "DateTime").build(),
                                attribute("custom:later", "Binary").build())
                        .build());

        assertThat(schema.attributes())
                .isEqualTo(Map.of(
                        "email",
                        new AttributeSchema(AttributeSchema.Type.STRING, true, number("3"), number("64")),
                        "custom:level",
                        new AttributeSchema(AttributeSchema.Type.NUMBER, false, number("-1"), Optional.empty()),
                        "custom:member",
                        new AttributeSchema(AttributeSchema.Type.BOOLEAN, false, Optional.empty(), Optional.empty()),
                        "custom:since",
                        new AttributeSchema(AttributeSchema.Type.DATE_TIME, false, Optional.empty(), Optional.empty()),
                        "custom:later",
                        new AttributeSchema(AttributeSchema.Type.OTHER, false, Optional.empty(), Optional.empty())));
        assertThat(schema.required()).containsExactly("email");
        assertThat(schema.usernameAttributes()).containsExactlyInAnyOrder("email", "phone_number");
        assertThat(schema.aliasAttributes()).containsExactly("preferred_username");
        assertThat(schema.mfa()).isEqualTo(MfaSetting.REQUIRED);
        assertThat(schema.usernameCase()).isEqualTo(UsernameCase.INSENSITIVE);
    }

    @Test
    void whatThePoolDoesNotSayIsNotMadeUp() {
        PoolSchema schema = PoolSchemas.of(List.of(), UserPoolType.builder().build());

        assertThat(schema.autoVerified()).isEmpty();
        assertThat(schema.mfa()).isEqualTo(MfaSetting.OFF);
        assertThat(schema.usernameCase()).isEqualTo(UsernameCase.UNSTATED);
    }

    @ParameterizedTest
    @CsvSource({"ON, REQUIRED", "OPTIONAL, OPTIONAL", "OFF, OFF"})
    void mfaHasThreeSettings(String configuration, MfaSetting setting) {
        assertThat(PoolSchemas.of(
                                List.of(),
                                UserPoolType.builder()
                                        .mfaConfiguration(configuration)
                                        .build())
                        .mfa())
                .isEqualTo(setting);
    }

    private static SchemaAttributeType.Builder attribute(String name, String type) {
        return SchemaAttributeType.builder().name(name).attributeDataType(type);
    }

    private static Optional<BigDecimal> number(String value) {
        return Optional.of(new BigDecimal(value));
    }
}
