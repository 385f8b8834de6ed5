package io.github.cognitodr.sandbox.cloudformation;

import io.github.cognitodr.sandbox.faults.Denial;
import io.github.cognitodr.sandbox.faults.Failure;

/**
 * What CloudFormation says in the place of an answer. (CloudFormation API Reference, Common Errors)
 *
 * @param code empty where a load balancer answers, which has no words
 */
record QueryError(int status, String code, String message) {

    /** In the words of the service itself. (boto3 issue 2807 shows the whole answer) */
    static QueryError unknownStack(String nameOrId) {
        return new QueryError(400, "ValidationError", "Stack with id " + nameOrId + " does not exist");
    }

    static QueryError unsigned() {
        return new QueryError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    static QueryError unknownAction(String action) {
        return new QueryError(
                400, "InvalidAction", "Could not find operation " + action + " for version 2010-05-15 in the sandbox");
    }

    /** @param resource the ARN that the action is on */
    static QueryError of(Failure failure, String action, String resource) {
        return switch (failure) {
            case THROTTLED -> new QueryError(400, "Throttling", "Rate exceeded");
            case DENIED -> new QueryError(403, "AccessDenied", Denial.of("cloudformation:" + action, resource));
            case INTERNAL_ERROR -> new QueryError(500, "InternalFailure", "An internal failure has occurred");
            case UNAVAILABLE -> new QueryError(503, "", "");
        };
    }
}
