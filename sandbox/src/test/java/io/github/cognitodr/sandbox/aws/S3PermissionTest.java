package io.github.cognitodr.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source: Service Authorization Reference, Amazon S3. */
class S3PermissionTest {

    @ParameterizedTest
    @CsvSource({
        "GetObject, a/key, s3:GetObject, arn:aws:s3:::bucket/a/key",
        "HeadObject, a/key, s3:GetObject, arn:aws:s3:::bucket/a/key",
        "UploadPart, a/key, s3:PutObject, arn:aws:s3:::bucket/a/key",
        "AbortMultipartUpload, a/key, s3:AbortMultipartUpload, arn:aws:s3:::bucket/a/key",
        "ListObjectsV2, a/prefix, s3:ListBucket, arn:aws:s3:::bucket",
        "ListObjectsV2, '', s3:ListBucket, arn:aws:s3:::bucket",
        "HeadBucket, '', s3:ListBucket, arn:aws:s3:::bucket",
        "GetBucketVersioning, '', s3:GetBucketVersioning, arn:aws:s3:::bucket",
    })
    void theActionIsThePolicysAndTheResourceAnArn(String operation, String key, String action, String resource) {
        assertThat(S3Permission.of(new S3Call(operation, "bucket", key))).isEqualTo(new S3Permission(action, resource));
    }

    @ParameterizedTest
    @CsvSource("ListBuckets, s3:ListAllMyBuckets, arn:aws:s3:::*")
    void withoutABucketItIsOnAll(String operation, String action, String resource) {
        assertThat(S3Permission.of(new S3Call(operation, "", ""))).isEqualTo(new S3Permission(action, resource));
    }
}
