package io.github.cognitodr.infra;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.cognito.FeaturePlan;

/**
 * What the pools are. All of it holds for both, but the address of managed login.
 *
 * @param signIn what people sign in with
 * @param appClients by name, at least one
 * @param customAttributes by name, without {@code custom:}; the order of the schema
 * @param requiredAttributes standard attributes that everybody has to have, besides the one to sign in with
 * @param passwordMinLength characters, 12 to 99
 * @param featurePlan Essentials or Plus; Lite has no managed login
 * @param primaryDomainPrefix first label of the primary's managed login address, or null for the default
 * @param standbyDomainPrefix the same of the standby
 */
public record PoolSettings(
        SignIn signIn,
        Map<String, AppClient> appClients,
        Map<String, CustomAttribute> customAttributes,
        List<String> requiredAttributes,
        int passwordMinLength,
        FeaturePlan featurePlan,
        @Nullable String primaryDomainPrefix,
        @Nullable String standbyDomainPrefix) {}
