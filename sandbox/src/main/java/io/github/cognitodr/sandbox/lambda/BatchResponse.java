package io.github.cognitodr.sandbox.lambda;

import io.github.cognitodr.sandbox.InvocationResult;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which messages of a batch Lambda deletes after an invocation with {@code ReportBatchItemFailures}. */
final class BatchResponse {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BatchResponse() {}

    /**
     * The messages to delete. "Lambda treats a batch as a complete success if your function returns an empty
     * batchItemFailures list, a null one, an empty or a null EventResponse", and as "a complete failure" for an invalid
     * JSON response, or an itemIdentifier that is empty, null or under a bad key name; the function's own error fails
     * all of it as well. (Developer guide, Handling errors for an SQS event source in Lambda)
     *
     * @param messageIds the ids of the batch
     * @return a subset of them
     */
    static Set<String> processed(InvocationResult result, Set<String> messageIds) {
        if (!(result instanceof InvocationResult.Answered answered)) {
            return Set.of();
        }
        JsonNode response;
        try {
            response = JSON.readTree(answered.payload());
        } catch (JacksonException e) {
            return Set.of();
        }
        if (response.isMissingNode() || response.isNull()) {
            return messageIds;
        }
        if (!response.isObject()) {
            return Set.of();
        }
        JsonNode failures = response.path("batchItemFailures");
        if (failures.isMissingNode() || failures.isNull()) {
            return messageIds;
        }
        if (!failures.isArray()) {
            return Set.of();
        }
        Set<String> processed = new LinkedHashSet<>(messageIds);
        for (JsonNode failure : failures) {
            // An id that is none of the batch's is no less malformed: which message it means, nobody can say.
            if (!processed.remove(failure.path("itemIdentifier").asString(""))) {
                return Set.of();
            }
        }
        return processed;
    }
}
