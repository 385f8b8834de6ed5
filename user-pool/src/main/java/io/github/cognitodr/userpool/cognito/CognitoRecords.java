package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.UserStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** From the API's records to profiles, and back. */
final class CognitoRecords {
    private CognitoRecords() {}

    static UserProfile profile(UserType user) {
        return new UserProfile(
                user.username(),
                attributes(user.attributes()),
                status(user.userStatusAsString()),
                Boolean.TRUE.equals(user.enabled()),
                Optional.ofNullable(user.userCreateDate()),
                Optional.ofNullable(user.userLastModifiedDate()));
    }

    static UserProfile profile(AdminGetUserResponse user) {
        return new UserProfile(
                user.username(),
                attributes(user.userAttributes()),
                status(user.userStatusAsString()),
                Boolean.TRUE.equals(user.enabled()),
                Optional.ofNullable(user.userCreateDate()),
                Optional.ofNullable(user.userLastModifiedDate()));
    }

    /** Every user has one; whoever had none would otherwise keep all others from being listed. */
    private static String status(@Nullable String status) {
        return status == null ? UserStatus.UNKNOWN.name() : status;
    }

    static List<AttributeType> attributes(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(attribute -> AttributeType.builder()
                        .name(attribute.getKey())
                        .value(attribute.getValue())
                        .build())
                .toList();
    }

    private static Map<String, String> attributes(List<AttributeType> attributes) {
        Map<String, String> byName = new LinkedHashMap<>();
        attributes.forEach(attribute -> byName.put(
                attribute.name(), Optional.ofNullable(attribute.value()).orElse("")));
        return byName;
    }
}
