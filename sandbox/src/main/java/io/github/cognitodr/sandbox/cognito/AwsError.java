package io.github.cognitodr.sandbox.cognito;

import io.github.cognitodr.sandbox.faults.Denial;

/**
 * An error that goes to the caller in Cognito's form: HTTP status, {@code __type} and message. (API, Common errors)
 *
 * <p>The message is Cognito's own wherever it is known, since applications compare it.
 */
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String THROTTLED = "TooManyRequestsException";

    private final String type;
    private final int status;

    private AwsError(String type, String message, int status) {
        super(message, null, false, false); // an answer, not an accident: no stack trace
        this.type = type;
        this.status = status;
    }

    static AwsError of(String type, String message) {
        return new AwsError(type, message, 400);
    }

    static AwsError internal(String message) {
        return new AwsError("InternalErrorException", message, 500);
    }

    static AwsError invalid(String message) {
        return of("InvalidParameterException", message);
    }

    static AwsError notAuthorized(String message) {
        return of("NotAuthorizedException", message);
    }

    static AwsError tooManyRequests() {
        return of(THROTTLED, "Rate exceeded");
    }

    boolean isThrottling() {
        return type.equals(THROTTLED);
    }

    static AwsError accessDenied(Permission missing) {
        return of("AccessDeniedException", Denial.of(missing.action(), missing.resource()));
    }

    static AwsError userNotFound() {
        return of("UserNotFoundException", "User does not exist.");
    }

    static AwsError usernameExists(String message) {
        return of("UsernameExistsException", message);
    }

    static AwsError aliasExists(String message) {
        return of("AliasExistsException", message);
    }

    static AwsError poolNotFound(String poolId) {
        return of("ResourceNotFoundException", "User pool " + poolId + " does not exist.");
    }

    static AwsError clientNotFound(String clientId) {
        return of("ResourceNotFoundException", "User pool client " + clientId + " does not exist.");
    }

    static AwsError precondition(String message) {
        return of("PreconditionNotMetException", message);
    }

    String type() {
        return type;
    }

    int status() {
        return status;
    }

    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
