package io.github.cognitodr.userpool;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands in the retry queue: {@code {"userPoolId","username"}}, and no attribute of anybody. The worker reads the
 * person afresh.
 *
 * @param userPoolId the primary pool
 * @param username the primary pool's own username
 */
public record RetryMessage(UserPoolId userPoolId, String username) {
    private static final String USER_POOL_ID = "userPoolId";
    private static final String USERNAME = "username";
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /**
     * Reads a message of the queue.
     *
     * @throws MalformedJsonException if the body is not such a message
     */
    public static RetryMessage parse(String body) {
        Map<String, Object> object = Json.readObject(body.getBytes(StandardCharsets.UTF_8));
        if (object.get(USER_POOL_ID) instanceof String pool
                && object.get(USERNAME) instanceof String username
                && !username.isBlank()) {
            try {
                return new RetryMessage(new UserPoolId(pool), username);
            } catch (IllegalArgumentException notAnId) {
                throw new MalformedJsonException("A retry message whose userPoolId is not one");
            }
        }
        throw new MalformedJsonException("A retry message needs userPoolId and username, both strings");
    }

    /**
     * The person's sub, where the username tells it: in a pool that signs in with an address or a number the two are
     * one (Guide, Customizing sign-in attributes). A username that somebody chose is personal, and is not logged.
     */
    public Optional<String> sub() {
        return UUID.matcher(username).matches() ? Optional.of(username) : Optional.empty();
    }

    /** What {@link #parse} reads. */
    public String toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(USER_POOL_ID, userPoolId.value());
        object.put(USERNAME, username);
        return new String(Json.write(object), StandardCharsets.UTF_8);
    }
}
