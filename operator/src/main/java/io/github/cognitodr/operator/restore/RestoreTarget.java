package io.github.cognitodr.operator.restore;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.pool.Category;
import io.github.cognitodr.operator.pool.OperatorPool;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.SignInAttribute;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.cognito.PoolDescription;
import io.github.cognitodr.userpool.csv.ImportRules;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * The pool that users are restored into, and what it takes.
 *
 * @param isPrimary whether it is the deployment's primary: only there somebody without a trace has been deleted
 * @param attributes names of all attributes that its schema has
 */
record RestoreTarget(
        OperatorPool pool,
        String name,
        boolean isPrimary,
        SignInAttribute signIn,
        boolean caseSensitive,
        Set<String> attributes,
        ImportRules rules) {

    /**
     * Asks a pool.
     *
     * @throws CommandException if its schema lacks the stable id: nobody could be told apart
     */
    static RestoreTarget of(OperatorPool pool, boolean isPrimary) {
        UserPoolType description = pool.describe();
        SignInAttribute signIn = OperatorPool.signIn(description);
        Set<String> attributes = description.schemaAttributes().stream()
                .map(SchemaAttributeType::name)
                .collect(Collectors.toUnmodifiableSet());
        if (!attributes.contains(Attributes.ORIGIN_SUB)) {
            throw CommandException.wrongUse(pool + " has no attribute " + Attributes.ORIGIN_SUB
                    + ", by which people are known: add it to its schema (string, mutable, up to 64 characters).");
        }
        ImportRules rules = pool.call(
                Category.USER_POOL_RESOURCE_READ,
                "GetCSVHeader",
                cognito -> PoolDescription.of(cognito, pool.id(), signIn).rules());
        // (API, UsernameConfigurationType: case sensitive where nothing is said)
        boolean caseSensitive = description.usernameConfiguration() == null
                || !Boolean.FALSE.equals(description.usernameConfiguration().caseSensitive());
        return new RestoreTarget(pool, description.name(), isPrimary, signIn, caseSensitive, attributes, rules);
    }

    /** Attributes of a user that the schema lacks, in order; empty ones are no loss. */
    List<String> lacks(UserProfile user) {
        return user.attributes().entrySet().stream()
                .filter(attribute -> Attributes.isSettable(attribute.getKey()))
                .filter(attribute -> !attributes.contains(attribute.getKey()))
                .filter(attribute -> !attribute.getValue().isBlank())
                .map(java.util.Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
