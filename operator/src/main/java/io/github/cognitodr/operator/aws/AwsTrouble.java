package io.github.cognitodr.operator.aws;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.userpool.cognito.CognitoCalls;
import io.github.cognitodr.userpool.cognito.ErrorCode;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** From what AWS answers, or does not, to one line that says what to do. The line quotes none of AWS's messages. */
public final class AwsTrouble {
    private static final Set<String> DENIED =
            Set.of("AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "status 403");
    private static final Set<String> EXPIRED = Set.of("ExpiredTokenException", "ExpiredToken", "RequestExpired");
    private static final Set<String> UNKNOWN_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "MissingAuthenticationTokenException");
    private static final Set<String> THROTTLED = Set.of(
            "TooManyRequestsException", "ThrottlingException", "Throttling", "SlowDown", "LimitExceededException");

    private AwsTrouble() {}

    /**
     * Of any AWS service.
     *
     * @param action as a policy names it, such as {@code s3:GetObject}
     * @param resource what it was about
     * @param service as people call it
     */
    public static CommandException of(
            SdkException failure, String action, String resource, String service, String region) {
        String error = failure instanceof AwsServiceException answered ? ErrorCode.of(answered) : "";
        return of(error, action, resource, service, region, failure);
    }

    /**
     * The same where the code is known already.
     *
     * @param error AWS's code; empty where no answer came
     */
    public static CommandException of(
            String error, String action, String resource, String service, String region, Throwable failure) {
        return CommandException.aws(message(error, action, resource, service, region, failure), failure);
    }

    private static String message(
            String error, String action, String resource, String service, String region, Throwable failure) {
        if (DENIED.contains(error)) {
            return "No permission: " + action + " on " + resource + ". Use the role cognito-dr-operator (the stack's"
                    + " output OperatorRoleArn), or give this permission to the role that you use.";
        }
        if (EXPIRED.contains(error)) {
            return "The AWS credentials have expired: sign in again (for single sign-on, aws sso login).";
        }
        if (UNKNOWN_CREDENTIALS.contains(error)) {
            return "AWS does not accept the credentials (" + error + "): check AWS_PROFILE, and that they are not of"
                    + " another partition or deleted.";
        }
        if (hasNoCredentials(failure)) {
            return "No AWS credentials found: set AWS_PROFILE, or sign in with aws sso login.";
        }
        if (error.equals("NoSuchBucket")) {
            return "There is no bucket " + resource.replaceFirst("/.*", "")
                    + ": check --bucket, the stack's output BackupBucketName, and the account that you are signed in to.";
        }
        if (THROTTLED.contains(error)) {
            return service + " of " + region + " kept answering " + error + " to " + action
                    + ": somebody else uses up the quota. Run the same command again later, or with a smaller"
                    + " --quota-share.";
        }
        if (error.isEmpty()) {
            return service + " of " + region + " does not answer (" + action
                    + "). If the Region is down, wait or name the other side; otherwise check the network and the"
                    + " Region's name. What was done stays done: run the same command again.";
        }
        return service + " of " + region + " refused " + action + " on " + resource + ": " + error + ".";
    }

    /** The SDK has no exception of its own for it. */
    private static boolean hasNoCredentials(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("Unable to load credentials") || message.endsWith(CognitoCalls.NO_CREDENTIALS)) {
                return true;
            }
        }
        return false;
    }
}
