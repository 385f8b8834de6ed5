package io.github.cognitodr.backup;

import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
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
    private final Map<UserPoolId, SavedCheckpoint> checkpoints = new HashMap<>();
    private int version;
    String refusedKeyPart = "nothing is refused";

    @Override
    public Optional<SnapshotId> latest(UserPoolId pool) {
        return Optional.ofNullable(latest.get(pool));
    }

    @Override
    public Optional<SavedCheckpoint> checkpoint(UserPoolId pool) {
        return Optional.ofNullable(checkpoints.get(pool));
    }

    @Override
    public Optional<SavedCheckpoint> save(UserPoolId pool, Checkpoint checkpoint, Optional<SavedCheckpoint> replaced)
            throws IOException {
        refuse(SnapshotKeys.checkpoint(pool));
        Optional<String> there = checkpoint(pool).map(SavedCheckpoint::version);
        if (!there.equals(replaced.map(SavedCheckpoint::version))) {
            return Optional.empty();
        }
        // Through its written form, as everything that is kept.
        Checkpoint read = CheckpointJson.read(CheckpointJson.write(checkpoint));
        version++;
        SavedCheckpoint saved = new SavedCheckpoint(Optional.of(read), String.valueOf(version));
        checkpoints.put(pool, saved);
        return Optional.of(saved);
    }

    /** As another version of this project leaves it. */
    void makeCheckpointUnreadable(UserPoolId pool) {
        version++;
        checkpoints.put(pool, new SavedCheckpoint(Optional.empty(), String.valueOf(version)));
    }

    @Override
    public ObjectWriter open(String key, String contentType, Retention retention) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return new ObjectWriter() {
            @Override
            public void write(byte[] part, int offset, int length) throws IOException {
                refuse(key);
                bytes.write(part, offset, length);
            }

            @Override
            public Written complete() throws IOException {
                refuse(key);
                if (objects.putIfAbsent(key, bytes.toByteArray()) != null) {
                    throw new AssertionError("Written twice: " + key);
                }
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
    public boolean seal(Manifest manifest, Retention retention) throws IOException {
        String key = SnapshotKeys.manifest(manifest.userPoolId(), manifest.snapshotId());
        refuse(key);
        byte[] there = objects.putIfAbsent(key, manifest.toJson());
        return there == null || Arrays.equals(there, manifest.toJson());
    }

    @Override
    public void announce(UserPoolId pool, SnapshotId snapshot) throws IOException {
        refuse(SnapshotKeys.latest(pool));
        latest.merge(pool, snapshot, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** An object as text; empty if there is none. */
    String text(String key) {
        return new String(objects.getOrDefault(key, new byte[0]), StandardCharsets.UTF_8);
    }

    private void refuse(String key) throws IOException {
        if (key.contains(refusedKeyPart)) {
            throw new IOException("S3 did not take " + key);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
