package io.github.cognitodr.userpool.cognito;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What an error is called in a message; nobody's data is in it. */
public final class ErrorCode {
    private ErrorCode() {}

    /** The service's own code, or "status 503": what a load balancer answers in the place of the service holds none. */
    public static String of(AwsServiceException answered) {
        @Nullable AwsErrorDetails details = answered.awsErrorDetails();
        @Nullable String code = details == null ? null : details.errorCode();
        return code == null ? "status " + answered.statusCode() : code;
    }
}
