package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.Json;
import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Snapshots in an S3 bucket, under {@code snapshots/<userPoolId>/}. Thread-safe. */
final class S3SnapshotStore implements SnapshotStore {
    private static final String JSON = "application/json";
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;
    /** Whoever loses this often against other workers on one small object has another problem. */
    private static final int MOST_ATTEMPTS = 5;

    private final S3Client s3;
    private final String bucket;

    S3SnapshotStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public Optional<SnapshotId> latest(UserPoolId pool) {
        return readLatest(pool).map(Latest::snapshot).filter(snapshot -> isSealed(pool, snapshot));
    }

    @Override
    public ObjectWriter open(String key, String contentType, Retention retention) {
        return new S3ObjectWriter(s3, bucket, key, contentType, retention);
    }

    @Override
    public boolean seal(Manifest manifest, Retention retention) {
        return putIf(
                PutObjectRequest.builder()
                        .bucket(bucket)
                        .key(SnapshotKeys.manifest(manifest.userPoolId(), manifest.snapshotId()))
                        .contentType(JSON)
                        .tagging(retention.tagging())
                        .ifNoneMatch("*")
                        .build(),
                manifest.toJson());
    }

    @Override
    public void announce(UserPoolId pool, SnapshotId snapshot) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Latest> named = readLatest(pool);
            if (named.isPresent() && named.get().snapshot().compareTo(snapshot) >= 0) {
                return;
            }
            PutObjectRequest.Builder request = PutObjectRequest.builder()
                    .bucket(bucket)
                    .key(SnapshotKeys.latest(pool))
                    .contentType(JSON);
            named.ifPresentOrElse(latest -> request.ifMatch(latest.etag()), () -> request.ifNoneMatch("*"));
            if (putIf(request.build(), Json.write(Map.of("snapshotId", snapshot.value())))) {
                return;
            }
        }
        throw new IllegalStateException("Other workers keep changing " + SnapshotKeys.latest(pool));
    }

    /** Whether the object was written; false if the condition of the request did not hold. */
    private boolean putIf(PutObjectRequest request, byte[] body) {
        try {
            s3.putObject(request, RequestBody.fromBytes(body));
            return true;
        } catch (S3Exception refused) {
            if (refused.statusCode() == PRECONDITION_FAILED) {
                return false;
            }
            throw refused;
        }
    }

    @Override
    public boolean isSealed(UserPoolId pool, SnapshotId snapshot) {
        try {
            s3.headObject(request -> request.bucket(bucket).key(SnapshotKeys.manifest(pool, snapshot)));
            return true;
        } catch (S3Exception refused) {
            if (refused.statusCode() == NOT_FOUND) { // its lifecycle is over
                return false;
            }
            throw refused;
        }
    }

    private Optional<Latest> readLatest(UserPoolId pool) {
        String key = SnapshotKeys.latest(pool);
        try {
            ResponseBytes<GetObjectResponse> object =
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
            if (Json.readObject(object.asByteArray()).get("snapshotId") instanceof String snapshot) {
                return Optional.of(
                        new Latest(new SnapshotId(snapshot), object.response().eTag()));
            }
            throw new MalformedJsonException("No snapshotId in " + key);
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        }
    }

    private record Latest(SnapshotId snapshot, String etag) {}
}
