package io.github.cognitodr.userpool;

import com.amazonaws.services.lambda.runtime.events.CognitoUserPoolPostConfirmationEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Post Confirmation event tells. Read with AWS's own event type and serializer; the answer to Cognito is never
 * written from it, because the type loses {@code response}. Immutable, thread-safe.
 *
 * @param person with the attributes of the event; enabled, since the event does not tell
 */
public record PostConfirmation(Source source, UserPoolId userPoolId, UserProfile person) {
    private static final String USER_STATUS = "cognito:user_status";
    private static final PojoSerializer<CognitoUserPoolPostConfirmationEvent> SERIALIZER =
            LambdaEventSerializers.serializerFor(
                    CognitoUserPoolPostConfirmationEvent.class, PostConfirmation.class.getClassLoader());

    /** What the person has done. (Developer guide, "Post confirmation Lambda trigger", trigger sources) */
    public enum Source {
        SIGN_UP("PostConfirmation_ConfirmSignUp"),
        PASSWORD_RESET("PostConfirmation_ConfirmForgotPassword");

        private final String triggerSource;

        Source(String triggerSource) {
            this.triggerSource = triggerSource;
        }

        private static Optional<Source> of(@Nullable String triggerSource) {
            for (Source source : values()) {
                if (source.triggerSource.equals(triggerSource)) {
                    return Optional.of(source);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Reads an event.
     *
     * @return empty for a trigger source that this version does not know: such an event passes through untouched
     * @throws MalformedJsonException if the bytes are not a Post Confirmation event; they are not quoted
     */
    public static Optional<PostConfirmation> parse(byte[] event) {
        CognitoUserPoolPostConfirmationEvent parsed;
        try {
            parsed = SERIALIZER.fromJson(new ByteArrayInputStream(event));
        } catch (RuntimeException malformed) {
            // not chained: the parser's message quotes the event
            throw new MalformedJsonException(
                    "Not a Post Confirmation event: " + malformed.getClass().getSimpleName());
        }
        if (parsed == null) {
            throw new MalformedJsonException("Not a Post Confirmation event, but empty or null");
        }
        return Source.of(parsed.getTriggerSource()).map(source -> of(source, parsed));
    }

    private static PostConfirmation of(Source source, CognitoUserPoolPostConfirmationEvent event) {
        @Nullable Map<String, String> attributes =
                event.getRequest() == null ? null : event.getRequest().getUserAttributes();
        if (attributes == null || event.getUserName() == null || event.getUserPoolId() == null) {
            throw new MalformedJsonException(
                    "A Post Confirmation event without userPoolId, userName or request.userAttributes");
        }
        return new PostConfirmation(
                source,
                new UserPoolId(event.getUserPoolId()),
                new UserProfile(
                        event.getUserName(),
                        attributes,
                        attributes.getOrDefault(USER_STATUS, UserStatus.CONFIRMED.name()),
                        true,
                        Optional.empty(),
                        Optional.empty()));
    }
}
