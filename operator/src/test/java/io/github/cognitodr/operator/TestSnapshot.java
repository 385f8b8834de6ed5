package io.github.cognitodr.operator;

import io.github.cognitodr.userpool.ProfileRecord;
import io.github.cognitodr.userpool.UserListing;
import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.UserProfile;
import io.github.cognitodr.userpool.cognito.CognitoUserListing;
import io.github.cognitodr.userpool.snapshot.FileKind;
import io.github.cognitodr.userpool.snapshot.LatestSnapshot;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotContents;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A snapshot of a pool, as the backup function leaves it in the bucket; of its CSV files only the names. */
final class TestSnapshot {
    private final S3Client s3;
    private final String bucket;
    private final UserPoolId pool;
    private final Manifest manifest;

    private TestSnapshot(S3Client s3, String bucket, UserPoolId pool, Manifest manifest) {
        this.s3 = s3;
        this.bucket = bucket;
        this.pool = pool;
        this.manifest = manifest;
    }

    /** Takes one of all who are in the pool. */
    static TestSnapshot take(S3Client s3, String bucket, CognitoIdentityProviderClient cognito, UserPoolId pool) {
        return take(s3, bucket, cognito, pool, 1_000_000);
    }

    /** The same in several files. */
    static TestSnapshot take(
            S3Client s3, String bucket, CognitoIdentityProviderClient cognito, UserPoolId pool, int usersPerFile) {
        SnapshotId id = SnapshotId.startedAt(Instant.now());
        UserListing listing = new CognitoUserListing(cognito, pool);
        List<SnapshotFile> files = new ArrayList<>();
        @Nullable String token = null;
        long users = 0;
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            OutputStream lines = new GZIPOutputStream(file);
            long inFile = 0;
            do {
                UserListing.Page page = listing.page(token);
                for (UserProfile user : page.users()) {
                    if (inFile == usersPerFile) {
                        lines.close();
                        files.add(put(s3, bucket, pool, id, files.size() + 1, inFile, file.toByteArray()));
                        file = new ByteArrayOutputStream();
                        lines = new GZIPOutputStream(file);
                        inFile = 0;
                    }
                    lines.write(ProfileRecord.line(user));
                    users++;
                    inFile++;
                }
                token = page.nextToken().orElse(null);
            } while (token != null);
            lines.close();
            if (inFile > 0) {
                files.add(put(s3, bucket, pool, id, files.size() + 1, inFile, file.toByteArray()));
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        files.add(new SnapshotFile(SnapshotKeys.file(pool, id, FileKind.USERS, 1, 1), users, 1, "0".repeat(64)));
        Manifest manifest = new Manifest(
                pool,
                id,
                Instant.now(),
                new SnapshotContents(users, users, 0, Map.of(), files),
                List.of("cognito:username", "email"));
        TestSnapshot snapshot = new TestSnapshot(s3, bucket, pool, manifest);
        snapshot.write(SnapshotKeys.manifest(pool, id), manifest.toJson());
        snapshot.write(SnapshotKeys.latest(pool), new LatestSnapshot(id).toJson());
        return snapshot;
    }

    String id() {
        return manifest.snapshotId().value();
    }

    Manifest manifest() {
        return manifest;
    }

    String profilesKey() {
        return manifest.contents().files(FileKind.PROFILES).get(0).key();
    }

    String manifestKey() {
        return SnapshotKeys.manifest(pool, manifest.snapshotId());
    }

    byte[] read(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    }

    void write(String key, byte[] content) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    private static SnapshotFile put(
            S3Client s3, String bucket, UserPoolId pool, SnapshotId id, int number, long rows, byte[] content) {
        String key = SnapshotKeys.file(pool, id, FileKind.PROFILES, number, 1);
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            return new SnapshotFile(key, rows, content.length, sha256);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
