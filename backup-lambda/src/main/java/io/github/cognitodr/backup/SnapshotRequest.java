package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands in the snapshot queue: {@code {"userPoolId","startAfter"}}. It is settled only when there is a sealed
 * snapshot of the pool that was started then or later.
 *
 * @param startAfter ISO-8601, UTC
 */
record SnapshotRequest(UserPoolId userPoolId, Instant startAfter) {

    /** A part of a second counts as a whole one, because the start of a snapshot is known to the second. */
    SnapshotRequest {
        Instant second = startAfter.truncatedTo(ChronoUnit.SECONDS);
        startAfter = second.equals(startAfter) ? second : second.plusSeconds(1);
    }

    private static final String USER_POOL_ID = "userPoolId";
    private static final String START_AFTER = "startAfter";

    /**
     * Reads a message of the queue.
     *
     * @throws MalformedJsonException if the body is not such a request
     */
    static SnapshotRequest parse(String body) {
        Map<String, Object> object = Json.readObject(body.getBytes(StandardCharsets.UTF_8));
        if (object.get(USER_POOL_ID) instanceof String pool && object.get(START_AFTER) instanceof String startAfter) {
            try {
                return new SnapshotRequest(new UserPoolId(pool), Instant.parse(startAfter));
            } catch (IllegalArgumentException | DateTimeParseException malformed) {
                throw new MalformedJsonException("A snapshot request whose userPoolId or startAfter is malformed");
            }
        }
        throw new MalformedJsonException("A snapshot request needs userPoolId and startAfter, both strings");
    }

    /** Always the same text for the same request: SQS deduplicates by it. */
    String toJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(USER_POOL_ID, userPoolId.value());
        object.put(START_AFTER, startAfter.toString());
        return new String(Json.write(object), StandardCharsets.UTF_8);
    }
}
