package io.github.cognitodr.userpool.csv;

import static java.util.Objects.requireNonNull;

import io.github.cognitodr.userpool.SignInAttribute;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What decides how a pool's import job reads a file. Immutable, thread-safe.
 *
 * @param csvHeader the columns of GetCSVHeader in their order
 * @param attributes the schema, by name
 * @param autoVerified {@code email}, {@code phone_number}, both, or none: then no job of this pool starts
 * @param usernameAttributes {@code email}, {@code phone_number} or both, where people sign in with them; otherwise empty
 * @param aliasAttributes what else people sign in with in a pool of usernames
 */
public record PoolSchema(
        List<String> csvHeader,
        Map<String, AttributeSchema> attributes,
        Set<String> autoVerified,
        MfaSetting mfa,
        Set<String> usernameAttributes,
        Set<String> aliasAttributes,
        UsernameCase usernameCase) {

    public PoolSchema {
        csvHeader = List.copyOf(csvHeader);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        autoVerified = Set.copyOf(autoVerified);
        requireNonNull(mfa, "mfa");
        usernameAttributes = Set.copyOf(usernameAttributes);
        aliasAttributes = Set.copyOf(aliasAttributes);
        requireNonNull(usernameCase, "usernameCase");
    }

    /** The attributes that everybody of the pool has. */
    public Set<String> required() {
        return attributes.entrySet().stream()
                .filter(attribute -> attribute.getValue().required())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How users are written for this pool. */
    public ImportRules rules(SignInAttribute signIn) {
        return new ImportRules(csvHeader, required(), autoVerified, mfa == MfaSetting.REQUIRED, signIn);
    }
}
