package io.github.cognitodr.sandbox.aws;

import java.util.Set;

/**
 * What a policy has to allow for a call. (Service Authorization Reference, Actions, resources, and condition keys for Amazon
 * S3)
 *
 * @param action such as {@code s3:ListBucket}, which is not always called as the operation is
 * @param resource an ARN
 */
record S3Permission(String action, String resource) {

    private static final Set<String> OF_BUCKET =
            Set.of("ListBucket", "ListBucketMultipartUploads", "ListBucketVersions", "CreateBucket", "DeleteBucket");

    static S3Permission of(S3Call call) {
        String action = action(call.operation());
        String resource = call.bucket().isEmpty() ? "*" : call.bucket();
        // A listing's key is its prefix.
        boolean ofBucket = OF_BUCKET.contains(action) || call.key().isEmpty();
        return new S3Permission("s3:" + action, "arn:aws:s3:::" + resource + (ofBucket ? "" : "/" + call.key()));
    }

    private static String action(String operation) {
        return switch (operation) {
            case "HeadObject" -> "GetObject";
            case "CopyObject", "CreateMultipartUpload", "UploadPart", "UploadPartCopy", "CompleteMultipartUpload" ->
                "PutObject";
            case "DeleteObjects" -> "DeleteObject";
            case "ListObjects", "ListObjectsV2", "HeadBucket" -> "ListBucket";
            case "ListObjectVersions" -> "ListBucketVersions";
            case "ListBuckets" -> "ListAllMyBuckets";
            case "ListParts" -> "ListMultipartUploadParts";
            case "ListMultipartUploads" -> "ListBucketMultipartUploads";
            default -> operation;
        };
    }
}
