package io.github.cognitodr.backup;

import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Small JSON objects that several workers write, each only in the place of what it knows (User guide, "How to prevent
 * object overwrites with conditional writes"). Thread-safe.
 */
final class ConditionalObjects {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String bucket;

    ConditionalObjects(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** An object as it was found. */
    record Found(String json, String etag) {}

    Optional<Found> read(String key) throws IOException {
        return S3Calls.call("give " + key, () -> {
            try {
                ResponseBytes<GetObjectResponse> object =
                        s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
                return Optional.of(
                        new Found(object.asUtf8String(), object.response().eTag()));
            } catch (NoSuchKeyException none) {
                return Optional.empty();
            }
        });
    }

    /**
     * Writes an object if the present one has this ETag, or if there is none.
     *
     * @return its ETag, also if this very text is there already: the SDK repeats a call whose answer was lost, and
     *     then the first one has made the condition false. Empty if something else is there.
     */
    Optional<String> write(String key, String json, Optional<String> replaced, Optional<Retention> retention)
            throws IOException {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(bucket).key(key).contentType("application/json");
        retention.ifPresent(tag -> request.tagging(tag.tagging()));
        replaced.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
        Optional<String> etag = S3Calls.call("take " + key, () -> {
            try {
                return Optional.of(s3.putObject(request.build(), RequestBody.fromString(json))
                        .eTag());
            } catch (S3Exception refused) {
                if (isLost(refused.statusCode())) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
        return etag.isPresent()
                ? etag
                : read(key).filter(found -> found.json().equals(json)).map(Found::etag);
    }

    /** 404 is the answer to If-Match where there is no object any more, 409 where another write is under way. */
    private static boolean isLost(int status) {
        return status == PRECONDITION_FAILED || status == CONFLICT || status == NOT_FOUND;
    }
}
