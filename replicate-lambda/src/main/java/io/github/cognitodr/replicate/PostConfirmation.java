package io.github.cognitodr.replicate;

import com.amazonaws.services.lambda.runtime.events.CognitoUserPoolPostConfirmationEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import io.github.cognitodr.userpool.Attributes;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Post Confirmation event tells. Read with AWS's own event type and serializer; the answer to Cognito is never
 * written from it, because the type loses {@code response}.
 */
final class PostConfirmation {
    private static final String SIGN_UP = "PostConfirmation_ConfirmSignUp";
    private static final String USER_STATUS = "cognito:user_status";
    private static final PojoSerializer<CognitoUserPoolPostConfirmationEvent> SERIALIZER =
            LambdaEventSerializers.serializerFor(
                    CognitoUserPoolPostConfirmationEvent.class, PostConfirmation.class.getClassLoader());

    private PostConfirmation() {}

    /**
     * The person who has just confirmed a sign-up.
     *
     * @return empty for a password reset, a source that this version does not know, and federated users: they pass
     * @throws RuntimeException if the bytes are not such an event; its message may quote them
     */
    static Optional<SignUp> signUp(byte[] event) {
        CognitoUserPoolPostConfirmationEvent parsed = SERIALIZER.fromJson(new ByteArrayInputStream(event));
        @Nullable Map<String, String> attributes =
                parsed.getRequest() == null ? null : parsed.getRequest().getUserAttributes();
        if (!SIGN_UP.equals(parsed.getTriggerSource()) || attributes == null) {
            return Optional.empty();
        }
        UserProfile profile = new UserProfile(
                parsed.getUserName(),
                new LinkedHashMap<>(attributes),
                attributes.getOrDefault(USER_STATUS, "CONFIRMED"),
                true, // the event does not tell; somebody disabled in this very moment is met by reconciliation
                Optional.empty(),
                Optional.empty());
        return profile.isFederated()
                ? Optional.empty()
                : Optional.of(new SignUp(new UserPoolId(parsed.getUserPoolId()), profile));
    }

    /**
     * One confirmed sign-up.
     *
     * @param profile with the attributes of the event, {@link Attributes#isSettable} or not
     */
    record SignUp(UserPoolId userPoolId, UserProfile profile) {}
}
