package io.github.cognitodr.sandbox.cognito;

import io.github.cognitodr.sandbox.FunctionInvoker;
import io.github.cognitodr.sandbox.InvocationResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls a pool's Lambda triggers and judges their answers.
 *
 * <p>A trigger has 5 s, which nobody can change. Where it does not answer, Cognito "may retry the call"; it does not
 * retry calls that Lambda refuses with a 5xx. (Guide, Customizing user pool workflows with Lambda triggers, Things to know;
 * earlier editions of the page said how often: "after three unsuccessful attempts, the function times out")
 */
final class Triggers {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** In the place of a client id where an administrator called. (Guide, common trigger parameters) */
    static final String NO_CLIENT = "CLIENT_ID_NOT_APPLICABLE";

    private final FunctionInvoker functions;
    private final int attempts;

    /** @param attempts how often a trigger that does not answer is called, 1 or more */
    Triggers(FunctionInvoker functions, int attempts) {
        this.functions = functions;
        this.attempts = attempts;
    }

    /**
     * Runs the Post Confirmation trigger, if the pool has one. The user's change is done already and stays, whatever
     * happens here. (facts, Post Confirmation trigger)
     */
    void postConfirmation(
            Pool pool, String source, User user, @Nullable String clientId, Map<String, String> metadata) {
        String arn = pool.settings().triggers().get("PostConfirmation");
        if (arn != null) {
            ObjectNode event = event(pool, source, user.username(), clientId);
            ObjectNode request = (ObjectNode) event.get("request");
            attributes(request, pool, user);
            if (!metadata.isEmpty()) {
                metadata.forEach(request.putObject("clientMetadata")::put);
            }
            call("PostConfirmation", arn, event);
        }
    }

    /** Runs the Pre sign-up trigger, if the pool has one; the answer's {@code response}. (facts, errors on creation) */
    Optional<Input> preSignUp(Pool pool, String source, User user, @Nullable String clientId, Input input) {
        String arn = pool.settings().triggers().get("PreSignUp");
        if (arn == null) {
            return Optional.empty();
        }
        ObjectNode event = event(pool, source, user.username(), clientId);
        ObjectNode request = (ObjectNode) event.get("request");
        user.attributes().forEach(request.putObject("userAttributes")::put);
        input.attributes("ValidationData").forEach(request.putObject("validationData")::put);
        Map<String, String> metadata = input.map("ClientMetadata");
        if (!metadata.isEmpty()) {
            metadata.forEach(request.putObject("clientMetadata")::put);
        }
        ((ObjectNode) event.get("response"))
                .put("autoConfirmUser", false)
                .put("autoVerifyEmail", false)
                .put("autoVerifyPhone", false);
        return Optional.of(new Input(call("PreSignUp", arn, event)).object("response"));
    }

    private static ObjectNode event(Pool pool, String source, String username, @Nullable String clientId) {
        ObjectNode event = Json.object()
                .put("version", "1")
                .put("region", pool.region())
                .put("userPoolId", pool.id())
                .put("userName", username);
        event.putObject("callerContext")
                .put("awsSdkVersion", "aws-sdk-unknown-unknown")
                .put("clientId", clientId == null ? NO_CLIENT : clientId);
        event.put("triggerSource", source);
        event.putObject("request");
        event.putObject("response");
        return event;
    }

    /** {@code sub} and {@code cognito:user_status} always, aliases sometimes; booleans are strings. (facts) */
    private static void attributes(ObjectNode request, Pool pool, User user) {
        ObjectNode attributes = request.putObject("userAttributes").put("sub", user.sub());
        for (String contact : List.of("email", "phone_number")) {
            boolean signsIn = pool.settings().usernameAttributes().contains(contact)
                    || pool.settings().aliasAttributes().contains(contact);
            if (signsIn && user.verified(contact)) {
                attributes.put(
                        "cognito:" + contact + "_alias", user.attributes().get(contact));
            }
        }
        attributes.put("cognito:user_status", user.status().name());
        user.attributes().forEach(attributes::put);
    }

    private ObjectNode call(String trigger, String arn, ObjectNode event) {
        InvocationResult result = invoke(arn, Json.MAPPER.writeValueAsBytes(event));
        if (result instanceof InvocationResult.Answered answered) {
            return judge(answered.payload());
        }
        if (result instanceof InvocationResult.Failed failed) {
            throw AwsError.of(
                    "UserLambdaValidationException", trigger + " failed with error " + failed.message() + ".");
        }
        String error = result instanceof InvocationResult.TimedOut ? "TimeoutException" : "ResourceNotFoundException";
        throw AwsError.of("UnexpectedLambdaException", trigger + " invocation failed due to error " + error + ".");
    }

    private InvocationResult invoke(String arn, byte[] payload) {
        InvocationResult result = functions.invoke(arn, payload, LIMIT);
        for (int attempt = 2; attempt <= attempts && result instanceof InvocationResult.TimedOut; attempt++) {
            result = functions.invoke(arn, payload, LIMIT);
        }
        return result;
    }

    /**
     * The whole event is the answer. Whether Cognito takes one without {@code response} is unconfirmed (facts), so the
     * sandbox refuses it.
     */
    private static ObjectNode judge(byte[] payload) {
        try {
            if (Json.MAPPER.readTree(payload) instanceof ObjectNode answer && hasShape(answer)) {
                return answer;
            }
        } catch (JacksonException notJson) {
            throw unrecognizable();
        }
        throw unrecognizable();
    }

    private static boolean hasShape(ObjectNode answer) {
        for (String name : List.of("version", "triggerSource", "region", "userPoolId", "userName")) {
            JsonNode value = answer.get(name);
            if (value == null || !value.isString()) {
                return false;
            }
        }
        for (String name : List.of("callerContext", "request", "response")) {
            if (!(answer.get(name) instanceof ObjectNode)) {
                return false;
            }
        }
        return true;
    }

    private static AwsError unrecognizable() {
        return AwsError.of("InvalidLambdaResponseException", "Unrecognizable lambda output");
    }
}
