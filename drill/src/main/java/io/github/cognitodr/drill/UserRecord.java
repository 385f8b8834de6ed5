package io.github.cognitodr.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** A user as a pool has it. */
record UserRecord(String sub, String status, boolean enabled, Map<String, String> attributes) {

    /** Neither can be copied: a pool gives its own {@code sub}, and {@code origin_sub} is about the copy. */
    private static final Set<String> NOT_COPIED = Set.of("sub", PoolSetup.ORIGIN_SUB);

    /** Reads one by its sign-in address; null where there is none. */
    static @Nullable UserRecord find(CognitoIdentityProviderClient cognito, String poolId, String email) {
        AdminGetUserResponse user;
        try {
            user = cognito.adminGetUser(request -> request.userPoolId(poolId).username(email));
        } catch (UserNotFoundException e) {
            return null;
        }
        Map<String, String> attributes = new TreeMap<>();
        user.userAttributes().forEach(attribute -> attributes.put(attribute.name(), attribute.value()));
        return new UserRecord(
                attributes.getOrDefault("sub", ""),
                user.userStatusAsString(),
                Boolean.TRUE.equals(user.enabled()),
                attributes);
    }

    /** The id by which applications know a person in both Regions. */
    String stableId() {
        return attributes.getOrDefault(PoolSetup.ORIGIN_SUB, sub);
    }

    /** The names of the attributes in which a copy differs; a name tells nothing about the person, a value would. */
    List<String> differences(UserRecord copy) {
        Set<String> names = new TreeSet<>(attributes.keySet());
        names.addAll(copy.attributes.keySet());
        names.removeAll(NOT_COPIED);
        List<String> different = new ArrayList<>();
        for (String name : names) {
            if (!value(name).equals(copy.value(name))) {
                different.add(name);
            }
        }
        return different;
    }

    /** A flag that is missing is not set, which an import says as {@code false}. */
    private String value(String name) {
        return attributes.getOrDefault(name, name.endsWith("_verified") ? "false" : "");
    }

    /** Nobody's attributes belong into a log. */
    @Override
    public String toString() {
        return "user " + sub;
    }
}
