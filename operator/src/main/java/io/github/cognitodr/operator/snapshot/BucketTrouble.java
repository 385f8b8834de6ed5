package io.github.cognitodr.operator.snapshot;

import io.github.cognitodr.operator.CommandException;
import io.github.cognitodr.operator.aws.AwsTrouble;
import io.github.cognitodr.userpool.cognito.ErrorCode;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** From what S3 answers, or does not, to what to do about it. */
record BucketTrouble(String bucket, String region) {
    /** How S3 says that a bucket is in another Region. (S3 API Reference, Error responses) */
    private static final Set<String> ELSEWHERE = Set.of(
            "PermanentRedirect",
            "AuthorizationHeaderMalformed",
            "IllegalLocationConstraintException",
            "status 301",
            "status 307");

    /** @param key of the object that was asked for, or what the keys that were asked for begin with */
    CommandException of(SdkException failure, String action, String key) {
        String error = failure instanceof AwsServiceException answered ? ErrorCode.of(answered) : "";
        if (error.equals("NoSuchBucket")) {
            return CommandException.aws(
                    "There is no bucket " + bucket + ": check --bucket, the stack's output BackupBucketName, and the"
                            + " account that you are signed in to.",
                    failure);
        }
        if (ELSEWHERE.contains(error)) {
            return CommandException.aws(
                    "The bucket " + bucket + " is not in " + region + ": name its Region with --standby-region.",
                    failure);
        }
        return AwsTrouble.of(failure, action, bucket + "/" + key, "S3", region);
    }
}
