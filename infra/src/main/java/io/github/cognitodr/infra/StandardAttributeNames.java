package io.github.cognitodr.infra;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import software.amazon.awscdk.services.cognito.StandardAttribute;
import software.amazon.awscdk.services.cognito.StandardAttributes;

/** Cognito's standard attributes by their names, and which of them a pool requires. */
final class StandardAttributeNames {

    private static final Map<String, BiConsumer<StandardAttributes.Builder, StandardAttribute>> BY_NAME =
            new TreeMap<>(Map.ofEntries(
                    Map.entry("address", StandardAttributes.Builder::address),
                    Map.entry("birthdate", StandardAttributes.Builder::birthdate),
                    Map.entry("email", StandardAttributes.Builder::email),
                    Map.entry("family_name", StandardAttributes.Builder::familyName),
                    Map.entry("gender", StandardAttributes.Builder::gender),
                    Map.entry("given_name", StandardAttributes.Builder::givenName),
                    Map.entry("locale", StandardAttributes.Builder::locale),
                    Map.entry("middle_name", StandardAttributes.Builder::middleName),
                    Map.entry("name", StandardAttributes.Builder::fullname),
                    Map.entry("nickname", StandardAttributes.Builder::nickname),
                    Map.entry("phone_number", StandardAttributes.Builder::phoneNumber),
                    Map.entry("picture", StandardAttributes.Builder::profilePicture),
                    Map.entry("preferred_username", StandardAttributes.Builder::preferredUsername),
                    Map.entry("profile", StandardAttributes.Builder::profilePage),
                    Map.entry("updated_at", StandardAttributes.Builder::lastUpdateTime),
                    Map.entry("website", StandardAttributes.Builder::website),
                    Map.entry("zoneinfo", StandardAttributes.Builder::timezone)));

    private StandardAttributeNames() {}

    static Set<String> all() {
        return BY_NAME.keySet();
    }

    /** What people sign in with, and what the settings add. All mutable: people change names and addresses. */
    static StandardAttributes required(PoolSettings settings) {
        StandardAttribute needed =
                StandardAttribute.builder().required(true).mutable(true).build();
        StandardAttributes.Builder required = StandardAttributes.builder();
        BY_NAME.forEach((name, attribute) -> {
            if (name.equals(settings.signIn().attribute())
                    || settings.requiredAttributes().contains(name)) {
                attribute.accept(required, needed);
            }
        });
        return required.build();
    }
}
