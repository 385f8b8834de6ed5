package io.github.cognitodr.infra;

import java.util.Map;
import software.amazon.awscdk.services.cognito.BooleanAttribute;
import software.amazon.awscdk.services.cognito.CustomAttributeProps;
import software.amazon.awscdk.services.cognito.DateTimeAttribute;
import software.amazon.awscdk.services.cognito.ICustomAttribute;
import software.amazon.awscdk.services.cognito.NumberAttribute;
import software.amazon.awscdk.services.cognito.StringAttribute;
import software.amazon.awscdk.services.cognito.StringAttributeProps;

/**
 * A custom attribute of both pools, besides {@code custom:origin_sub}.
 *
 * @param type what it holds
 * @param mutable whether it may change after the user was created; an immutable one is set by replication at creation
 * @param userWritable whether users may set it themselves, at sign-up or with an access token; false unless asked for,
 *     because an attribute on which an application bases a right must not be theirs to write
 * @param maxLength longest value of a {@link Type#STRING}, 1 to 2048 characters; not used by the other types
 */
public record CustomAttribute(Type type, boolean mutable, boolean userWritable, int maxLength) {

    /** The data types of Cognito. */
    public enum Type {
        /** Text of 0 to {@link CustomAttribute#maxLength()} characters. */
        STRING,
        /** A whole number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A point in time. */
        DATETIME;

        /** By the names of Cognito. */
        static final Map<String, Type> BY_NAME =
                Map.of("String", STRING, "Number", NUMBER, "Boolean", BOOLEAN, "DateTime", DATETIME);
    }

    ICustomAttribute toCdk() {
        CustomAttributeProps plain =
                CustomAttributeProps.builder().mutable(mutable).build();
        return switch (type) {
            case STRING ->
                new StringAttribute(StringAttributeProps.builder()
                        .mutable(mutable)
                        .minLen(0)
                        .maxLen(maxLength)
                        .build());
            case NUMBER -> NumberAttribute.Builder.create().mutable(mutable).build();
            case BOOLEAN -> new BooleanAttribute(plain);
            case DATETIME -> new DateTimeAttribute(plain);
        };
    }
}
