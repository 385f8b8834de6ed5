package io.github.cognitodr.backup;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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
            @Nullable AwsErrorDetails details = answered.awsErrorDetails();
            String code = details == null ? "status " + answered.statusCode() : details.errorCode();
            return code + " (request " + answered.requestId() + ")";
        }
        return failed.getClass().getSimpleName();
    }
}
