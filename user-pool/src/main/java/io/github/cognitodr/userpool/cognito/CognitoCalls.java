package io.github.cognitodr.userpool.cognito;

import io.github.cognitodr.userpool.PoolRefusedException;
import io.github.cognitodr.userpool.PoolUnavailableException;
import io.github.cognitodr.userpool.TimeLimit;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Turns what the SDK throws into the two failures that a caller can act on. Exceptions that an adapter has an answer
 * for (no such user, user exists) are caught inside the call and never get here.
 */
public final class CognitoCalls {
    /** What repeating the very same call cannot change. (API reference, errors of the operations used) */
    private static final Set<String> FINAL_ERRORS = Set.of(
            "InvalidParameterException",
            "InvalidPasswordException",
            "UnsupportedUserStateException",
            "UserLambdaValidationException",
            "PreconditionNotMetException");

    /** How the message of a {@link PoolUnavailableException} ends where the caller has no AWS credentials at all. */
    public static final String NO_CREDENTIALS = "no credentials";

    private CognitoCalls() {}

    /** A call that is given up when its time is over, and is not made where none is left. */
    static <T> T call(String operation, Duration limit, Supplier<T> call) {
        return call(operation, () -> {
            try {
                return TimeLimit.call(limit, call);
            } catch (TimeoutException over) {
                throw new PoolUnavailableException(operation + ": time over");
            }
        });
    }

    /**
     * A call with what time its client gives it.
     *
     * @throws PoolUnavailableException if the same call may succeed later
     * @throws PoolRefusedException if a repetition will not change the answer
     */
    public static <T> T call(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException answered) {
            String error = ErrorCode.of(answered);
            String message = operation + ": " + error + " (request " + answered.requestId() + ")";
            if (FINAL_ERRORS.contains(error)) {
                throw new PoolRefusedException(message, error);
            }
            throw new PoolUnavailableException(message, error);
        } catch (SdkClientException unanswered) {
            throw new PoolUnavailableException(operation + ": " + reason(unanswered));
        }
    }

    /** The SDK has no exception of its own for it; its message names providers, and nobody's data. */
    private static String reason(SdkClientException unanswered) {
        return String.valueOf(unanswered.getMessage()).startsWith("Unable to load credentials")
                ? NO_CREDENTIALS
                : unanswered.getClass().getSimpleName();
    }
}
