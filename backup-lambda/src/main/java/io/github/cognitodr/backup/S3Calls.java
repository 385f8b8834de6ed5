package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.cognito.ErrorCode;
import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the SDK throws into the one failure that a snapshot knows of. */
final class S3Calls {
    private S3Calls() {}

    /**
     * Calls S3.
     *
     * @param what goes into the message, "S3 did not ...": keys, and nobody's data
     */
    static <T> T call(String what, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw new IOException("S3 did not " + what + ": " + reason(failed), failed);
        }
    }

    /** The error's code and the request's id, which a question to AWS needs; nobody's data is in either. */
    private static String reason(SdkException failed) {
        if (failed instanceof AwsServiceException answered) {
            return ErrorCode.of(answered) + " (request " + answered.requestId() + ")";
        }
        return failed.getClass().getSimpleName();
    }
}
