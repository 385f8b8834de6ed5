package io.github.cognitodr.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitodr.userpool.MalformedJsonException;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.LatestSnapshot;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Snapshots in an S3 bucket, under {@code snapshots/<userPoolId>/}. Thread-safe. */
final class S3SnapshotStore implements SnapshotStore {
    /** Whoever loses this often against other workers on one small object has another problem. */
    private static final int MOST_ATTEMPTS = 5;

    private final S3Client s3;
    private final String bucket;
    private final ConditionalObjects objects;
    private final Queue<byte[]> buffers = new ConcurrentLinkedQueue<>();

    S3SnapshotStore(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
        this.objects = new ConditionalObjects(s3, bucket);
    }

    @Override
    public Optional<SnapshotId> latest(UserPoolId pool) throws IOException {
        Optional<Latest> named = readLatest(pool);
        return named.isPresent() && isSealed(pool, named.get().snapshot())
                ? Optional.of(named.get().snapshot())
                : Optional.empty();
    }

    @Override
    public Optional<SavedCheckpoint> checkpoint(UserPoolId pool) throws IOException {
        return objects.read(SnapshotKeys.checkpoint(pool))
                .map(object -> new SavedCheckpoint(readable(object.json()), object.etag()));
    }

    @Override
    public Optional<SavedCheckpoint> save(UserPoolId pool, Checkpoint checkpoint, Optional<SavedCheckpoint> replaced)
            throws IOException {
        return objects.write(
                        SnapshotKeys.checkpoint(pool),
                        text(CheckpointJson.write(checkpoint)),
                        replaced.map(SavedCheckpoint::version),
                        Optional.empty())
                .map(etag -> new SavedCheckpoint(Optional.of(checkpoint), etag));
    }

    @Override
    public ObjectWriter open(String key, String contentType, Retention retention) {
        return new S3ObjectWriter(s3, bucket, key, contentType, retention, buffers);
    }

    @Override
    public boolean seal(Manifest manifest, Retention retention) throws IOException {
        return objects.write(
                        SnapshotKeys.manifest(manifest.userPoolId(), manifest.snapshotId()),
                        text(manifest.toJson()),
                        Optional.empty(),
                        Optional.of(retention))
                .isPresent();
    }

    @Override
    public void announce(UserPoolId pool, SnapshotId snapshot) throws IOException {
        String json = text(new LatestSnapshot(snapshot).toJson());
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<Latest> named = readLatest(pool);
            if (named.isPresent() && named.get().snapshot().compareTo(snapshot) >= 0) {
                return;
            }
            if (objects.write(SnapshotKeys.latest(pool), json, named.map(Latest::etag), Optional.empty())
                    .isPresent()) {
                return;
            }
        }
        throw new IOException("Other workers keep changing " + SnapshotKeys.latest(pool));
    }

    private boolean isSealed(UserPoolId pool, SnapshotId snapshot) throws IOException {
        String key = SnapshotKeys.manifest(pool, snapshot);
        return S3Calls.call("tell of " + key, () -> {
            try {
                s3.headObject(request -> request.bucket(bucket).key(key));
                return true;
            } catch (NoSuchKeyException expired) {
                return false; // its lifecycle is over
            }
        });
    }

    private Optional<Latest> readLatest(UserPoolId pool) throws IOException {
        String key = SnapshotKeys.latest(pool);
        Optional<ConditionalObjects.Found> object = objects.read(key);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        try {
            LatestSnapshot latest = LatestSnapshot.parse(object.get().json().getBytes(UTF_8));
            return Optional.of(new Latest(latest.snapshotId(), object.get().etag()));
        } catch (MalformedJsonException other) {
            throw new IOException(key + " is not {\"snapshotId\": ...}: bring back its last version, or delete it");
        }
    }

    private static Optional<Checkpoint> readable(String json) {
        try {
            return Optional.of(CheckpointJson.read(json.getBytes(UTF_8)));
        } catch (MalformedJsonException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, UTF_8);
    }

    private record Latest(SnapshotId snapshot, String etag) {}
}
