package io.github.cognitodr.userpool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Post Confirmation event tells. Read-only: the answer to Cognito is never written from it, but is the event's
 * own bytes (AWS's event type would lose {@code response}). Immutable, thread-safe.
 *
 * @param person with the attributes of the event; enabled, since the event does not tell
 */
public record PostConfirmation(Source source, UserPoolId userPoolId, UserProfile person) {
    private static final byte[] NO_EVENT = {'{', '}'};
    private static final String USER_STATUS = "cognito:user_status";
    /** What the person has done. (Developer guide, "Post confirmation Lambda trigger", trigger sources) */
    public enum Source {
        SIGN_UP("PostConfirmation_ConfirmSignUp"),
        PASSWORD_RESET("PostConfirmation_ConfirmForgotPassword");

        private final String triggerSource;

        Source(String triggerSource) {
            this.triggerSource = triggerSource;
        }

        private static Optional<Source> of(@Nullable Object triggerSource) {
            for (Source source : values()) {
                if (source.triggerSource.equals(triggerSource)) {
                    return Optional.of(source);
                }
            }
            return Optional.empty();
        }
    }

    /** Loads what reading an event takes. */
    public static void prime() {
        parse(NO_EVENT);
    }

    /**
     * Reads an event.
     *
     * @return empty for a trigger source that this version does not know: such an event passes through untouched
     * @throws MalformedJsonException if the bytes are not a Post Confirmation event; they are not quoted
     */
    public static Optional<PostConfirmation> parse(byte[] event) {
        Map<String, @Nullable Object> fields = Json.readObject(event);
        return Source.of(fields.get("triggerSource")).map(source -> of(source, fields));
    }

    private static PostConfirmation of(Source source, Map<String, @Nullable Object> event) {
        if (event.get("userPoolId") instanceof String pool
                && event.get("userName") instanceof String username
                && event.get("request") instanceof Map<?, ?> request
                && request.get("userAttributes") instanceof Map<?, ?> attributes) {
            return of(source, pool, username, strings(attributes));
        }
        throw new MalformedJsonException(
                "A Post Confirmation event without userPoolId, userName or request.userAttributes");
    }

    private static PostConfirmation of(Source source, String pool, String username, Map<String, String> attributes) {
        return new PostConfirmation(
                source,
                new UserPoolId(pool),
                new UserProfile(
                        username,
                        attributes,
                        attributes.getOrDefault(USER_STATUS, UserStatus.CONFIRMED.name()),
                        true,
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Cognito writes every value as a string, booleans too. */
    private static Map<String, String> strings(Map<?, ?> attributes) {
        Map<String, String> strings = new LinkedHashMap<>();
        attributes.forEach((name, value) -> {
            if (value != null) {
                strings.put(String.valueOf(name), value.toString());
            }
        });
        return strings;
    }
}
