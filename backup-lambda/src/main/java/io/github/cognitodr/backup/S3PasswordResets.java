package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import java.time.Instant;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** One object a person, {@code resets/<userPoolId>/<stable id>}, that holds the time and nothing else. Thread-safe. */
final class S3PasswordResets implements PasswordResets {
    private final S3Client s3;
    private final String bucket;

    S3PasswordResets(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public void record(UserPoolId pool, String stableId, Instant at) {
        s3.putObject(
                request -> request.bucket(bucket)
                        .key("resets/" + pool.value() + "/" + stableId)
                        .contentType("text/plain"),
                RequestBody.fromString(at.toString()));
    }
}
