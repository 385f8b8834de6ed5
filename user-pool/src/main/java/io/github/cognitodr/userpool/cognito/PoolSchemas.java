package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.csv.AttributeSchema;
import io.github.cognitodr.userpool.csv.MfaSetting;
import io.github.cognitodr.userpool.csv.PoolSchema;
import io.github.cognitodr.userpool.csv.UsernameCase;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NumberAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameConfigurationType;

/** Asks pools what their import jobs go by. Stateless, thread-safe. */
public final class PoolSchemas {

    private PoolSchemas() {}

    /**
     * Asks a pool (GetCSVHeader, DescribeUserPool).
     *
     * @throws io.github.cognitodr.userpool.PoolUnavailableException if it did not answer
     */
    public static PoolSchema of(CognitoIdentityProviderClient cognito, UserPoolId pool) {
        PoolAnswers answers = PoolAnswers.ask(cognito, pool);
        return of(answers.csvHeader(), answers.description());
    }

    /** The same from answers that were kept. */
    public static PoolSchema of(List<String> csvHeader, UserPoolType description) {
        Map<String, AttributeSchema> attributes = new LinkedHashMap<>();
        description.schemaAttributes().forEach(attribute -> attributes.put(attribute.name(), schema(attribute)));
        return new PoolSchema(
                csvHeader,
                attributes,
                Set.copyOf(description.autoVerifiedAttributesAsStrings()),
                mfa(description.mfaConfiguration()),
                Set.copyOf(description.usernameAttributesAsStrings()),
                Set.copyOf(description.aliasAttributesAsStrings()),
                usernameCase(description.usernameConfiguration()));
    }

    private static AttributeSchema schema(SchemaAttributeType attribute) {
        boolean required = Boolean.TRUE.equals(attribute.required());
        StringAttributeConstraintsType text = attribute.stringAttributeConstraints();
        NumberAttributeConstraintsType number = attribute.numberAttributeConstraints();
        return switch (attribute.attributeDataType()) {
            case STRING ->
                new AttributeSchema(
                        AttributeSchema.Type.STRING,
                        required,
                        bound(text == null ? null : text.minLength()),
                        bound(text == null ? null : text.maxLength()));
            case NUMBER ->
                new AttributeSchema(
                        AttributeSchema.Type.NUMBER,
                        required,
                        bound(number == null ? null : number.minValue()),
                        bound(number == null ? null : number.maxValue()));
            case BOOLEAN -> unbounded(AttributeSchema.Type.BOOLEAN, required);
            case DATE_TIME -> unbounded(AttributeSchema.Type.DATE_TIME, required);
            case UNKNOWN_TO_SDK_VERSION -> unbounded(AttributeSchema.Type.OTHER, required);
        };
    }

    private static AttributeSchema unbounded(AttributeSchema.Type type, boolean required) {
        return new AttributeSchema(type, required, Optional.empty(), Optional.empty());
    }

    private static Optional<BigDecimal> bound(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(BigDecimal::new);
    }

    private static MfaSetting mfa(@Nullable UserPoolMfaType configuration) {
        if (configuration == UserPoolMfaType.ON) {
            return MfaSetting.REQUIRED;
        }
        return configuration == UserPoolMfaType.OPTIONAL ? MfaSetting.OPTIONAL : MfaSetting.OFF;
    }

    private static UsernameCase usernameCase(@Nullable UsernameConfigurationType configuration) {
        if (configuration == null || configuration.caseSensitive() == null) {
            return UsernameCase.UNSTATED;
        }
        return configuration.caseSensitive() ? UsernameCase.SENSITIVE : UsernameCase.INSENSITIVE;
    }
}
