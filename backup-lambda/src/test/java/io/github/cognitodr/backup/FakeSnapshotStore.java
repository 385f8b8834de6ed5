package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A bucket in memory, that can refuse an object by its key. */
final class FakeSnapshotStore implements SnapshotStore {
    final Map<String, byte[]> objects = new TreeMap<>();
    final Map<String, Retention> retentions = new HashMap<>();
    private final Map<UserPoolId, SnapshotId> latest = new HashMap<>();
    String refusedKeyPart = "nothing is refused";

    @Override
    public Optional<SnapshotId> latest(UserPoolId pool) {
        return Optional.ofNullable(latest.get(pool));
    }

    @Override
    public boolean isSealed(UserPoolId pool, SnapshotId snapshot) {
        return objects.containsKey(SnapshotKeys.manifest(pool, snapshot));
    }

    @Override
    public ObjectWriter open(String key, String contentType, Retention retention) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new ObjectWriter() {
            @Override
            public void write(byte[] part) throws IOException {
                if (key.contains(refusedKeyPart)) {
                    throw new IOException("S3 did not take a part of " + key);
                }
                bytes.write(part);
            }

            @Override
            public Written complete() {
                objects.put(key, bytes.toByteArray());
                retentions.put(key, retention);
                return new Written(bytes.size(), sha256(bytes.toByteArray()));
            }

            @Override
            public void close() {
                // nothing remains of what was not completed
            }
        };
    }

    @Override
    public boolean seal(Manifest manifest, Retention retention) {
        String key = SnapshotKeys.manifest(manifest.userPoolId(), manifest.snapshotId());
        return objects.putIfAbsent(key, manifest.toJson()) == null;
    }

    @Override
    public void announce(UserPoolId pool, SnapshotId snapshot) {
        latest.merge(pool, snapshot, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
