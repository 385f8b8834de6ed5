package io.github.cognitodr.userpool;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the people of a pool sign in with, and so what AdminCreateUser and an import job take for the username. A pool
 * that signs in with email (UsernameAttributes=[email]) refuses anything else there ("Username should be an email.").
 */
public enum SignInAttribute {
    EMAIL,
    PHONE_NUMBER,
    USERNAME;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in settings and environment variables: {@code email}, {@code phone_number} or {@code username}. */
    public String id() {
        return id;
    }

    /**
     * The attribute of this name.
     *
     * @throws IllegalArgumentException if no sign-in attribute has this name; the message lists those that are
     */
    public static SignInAttribute ofId(String id) {
        return Arrays.stream(values())
                .filter(attribute -> attribute.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(SignInAttribute::id).collect(Collectors.joining(", "))));
    }

    /** The value this user signs in with; empty if the user lacks it. */
    public Optional<String> of(UserProfile user) {
        return this == USERNAME ? Optional.of(user.username()) : user.attribute(id);
    }

    /**
     * Whether "forgot password" can reach the person: by a verified address where people sign in with one, by a verified
     * number likewise, and by either in a pool of usernames.
     */
    public boolean hasRecoveryContact(UserProfile user) {
        boolean email = user.hasVerified(Attributes.EMAIL, Attributes.EMAIL_VERIFIED);
        boolean phone = user.hasVerified(Attributes.PHONE_NUMBER, Attributes.PHONE_NUMBER_VERIFIED);
        return switch (this) {
            case EMAIL -> email;
            case PHONE_NUMBER -> phone;
            case USERNAME -> email || phone;
        };
    }
}
