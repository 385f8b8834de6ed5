package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Turns what the SDK throws into the two failures that a caller can act on. Exceptions that an adapter has an answer
 * for (no such user, user exists) are caught inside the call and never get here.
 */
final class CognitoCalls {
    /** What repeating the very same call cannot change. (API reference, errors of the operations used) */
    private static final Set<String> FINAL_ERRORS = Set.of(
            "InvalidParameterException",
            "InvalidPasswordException",
            "UnsupportedUserStateException",
            "UserLambdaValidationException",
            "PreconditionNotMetException");

    private CognitoCalls() {}

    static <T> T call(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException answered) {
            String error = answered.awsErrorDetails() == null
                    ? "status " + answered.statusCode()
                    : answered.awsErrorDetails().errorCode();
            String message = operation + ": " + error + " (request " + answered.requestId() + ")";
            if (FINAL_ERRORS.contains(error)) {
                throw new PoolRefusedException(message);
            }
            throw new PoolUnavailableException(message);
        } catch (SdkClientException unanswered) {
            throw new PoolUnavailableException(
                    operation + ": " + unanswered.getClass().getSimpleName());
        }
    }
}
