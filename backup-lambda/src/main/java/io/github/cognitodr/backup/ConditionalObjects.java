package io.github.cognitodr.backup;

import java.io.IOException;
import java.time.Duration;
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

    /** Of one write, where another one is always under way: 0.7 s. */
    private static final int MOST_ATTEMPTS = 4;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

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
        Optional<String> etag = S3Calls.call("take " + key, () -> put(request.build(), json));
        return etag.isPresent()
                ? etag
                : read(key).filter(found -> found.json().equals(json)).map(Found::etag);
    }

    /**
     * "On a 409 failure you should retry" (API reference, PutObject): another write is under way, be it the first attempt
     * of this very call, and what becomes of it is not known yet.
     *
     * @return empty if the condition does not hold
     */
    private Optional<String> put(PutObjectRequest request, String json) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.of(
                        s3.putObject(request, RequestBody.fromString(json)).eTag());
            } catch (S3Exception refused) {
                if (isLost(refused.statusCode())) {
                    return Optional.empty();
                }
                if (refused.statusCode() != CONFLICT || attempt == MOST_ATTEMPTS || !waitFor(pause)) {
                    throw refused;
                }
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** Whether nobody has put an end to this thread meanwhile. */
    private static boolean waitFor(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** 404 is the answer to If-Match where there is no object any more. */
    private static boolean isLost(int status) {
        return status == PRECONDITION_FAILED || status == NOT_FOUND;
    }
}
