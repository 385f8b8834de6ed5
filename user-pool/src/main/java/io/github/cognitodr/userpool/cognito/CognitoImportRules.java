package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.csv.ImportRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** Reads from a pool what its import jobs take (GetCSVHeader, DescribeUserPool). */
public final class CognitoImportRules {
    private CognitoImportRules() {}

    public static ImportRules of(CognitoIdentityProviderClient cognito, UserPoolId pool, SignInAttribute signIn) {
        List<String> header = CognitoCalls.call(
                "GetCSVHeader",
                () -> cognito.getCSVHeader(request -> request.userPoolId(pool.value()))
                        .csvHeader());
        UserPoolType description = CognitoCalls.call(
                "DescribeUserPool",
                () -> cognito.describeUserPool(request -> request.userPoolId(pool.value()))
                        .userPool());
        Set<String> required = description.schemaAttributes().stream()
                .filter(attribute -> Boolean.TRUE.equals(attribute.required()))
                .map(SchemaAttributeType::name)
                .collect(Collectors.toSet());
        return new ImportRules(
                header,
                required,
                Set.copyOf(description.autoVerifiedAttributesAsStrings()),
                description.mfaConfiguration() == UserPoolMfaType.ON,
                signIn);
    }
}
