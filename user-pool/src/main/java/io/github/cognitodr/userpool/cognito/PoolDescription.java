package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.csv.ImportRules;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * What a pool says of itself (GetCSVHeader, DescribeUserPool).
 *
 * @param rules what its import jobs take
 * @param estimatedUsers Cognito's estimate of how many users there are; how old it is, is not documented
 */
public record PoolDescription(ImportRules rules, long estimatedUsers) {

    /**
     * Asks a pool.
     *
     * @throws io.github.cognitodr.userpool.PoolUnavailableException if it did not answer
     */
    public static PoolDescription of(CognitoIdentityProviderClient cognito, UserPoolId pool, SignInAttribute signIn) {
        PoolAnswers answers = PoolAnswers.ask(cognito, pool);
        UserPoolType description = answers.description();
        Set<String> required = description.schemaAttributes().stream()
                .filter(attribute -> Boolean.TRUE.equals(attribute.required()))
                .map(SchemaAttributeType::name)
                .collect(Collectors.toSet());
        return new PoolDescription(
                new ImportRules(
                        answers.csvHeader(),
                        required,
                        Set.copyOf(description.autoVerifiedAttributesAsStrings()),
                        description.mfaConfiguration() == UserPoolMfaType.ON,
                        signIn),
                Optional.ofNullable(description.estimatedNumberOfUsers()).orElse(0));
    }
}
