package io.github.cognitodr.operator.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.UserPoolId;
import io.github.cognitodr.userpool.snapshot.FileKind;
import io.github.cognitodr.userpool.snapshot.LatestSnapshot;
import io.github.cognitodr.userpool.snapshot.Manifest;
import io.github.cognitodr.userpool.snapshot.SnapshotContents;
import io.github.cognitodr.userpool.snapshot.SnapshotFile;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import io.github.cognitodr.userpool.snapshot.SnapshotKeys;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is said of the newest snapshot, by what is in the bucket. */
class NewestSnapshotTest {
    private static final UserPoolId POOL = new UserPoolId("ap-northeast-3_AbCdEfGhI");
    private static final UserPoolId OTHER_POOL = new UserPoolId("ap-northeast-3_OtherPool");
    private static final SnapshotId ID = new SnapshotId("20261122T063000Z");
    private static final String USERS = SnapshotKeys.file(POOL, ID, FileKind.USERS, 1, 1);
    private static final String PROFILES = SnapshotKeys.file(POOL, ID, FileKind.PROFILES, 1, 1);

    private final Bucket bucket = new Bucket();

    NewestSnapshotTest() {
        bucket.objects.put(SnapshotKeys.latest(POOL), new LatestSnapshot(ID).toJson());
        bucket.objects.put(SnapshotKeys.manifest(POOL, ID), manifest(POOL));
        bucket.objects.put(USERS, new byte[40]);
        bucket.objects.put(PROFILES, new byte[50]);
    }

    private static byte[] manifest(UserPoolId pool) {
        return new Manifest(
                        pool,
                        ID,
                        ID.startedAt().plusSeconds(75),
                        new SnapshotContents(
                                2,
                                2,
                                0,
                                Map.of(),
                                List.of(
                                        file(SnapshotKeys.file(pool, ID, FileKind.USERS, 1, 1), 40),
                                        file(SnapshotKeys.file(pool, ID, FileKind.PROFILES, 1, 1), 50))),
                        List.of("email"))
                .toJson();
    }

    private static SnapshotFile file(String key, long bytes) {
        return new SnapshotFile(key, 2, bytes, "0".repeat(64));
    }

    private Optional<NewestSnapshot> newest() {
        return NewestSnapshot.of(bucket, "backup", POOL, "ap-northeast-3");
    }

    @Test
    void aWholeOneIsWhole() {
        assertThat(newest()).contains(new NewestSnapshot(ID.value(), ID.startedAt(), true, List.of()));
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        bucket.objects.remove(USERS);

        assertThat(newest()).hasValueSatisfying(found -> {
            assertThat(found.isThere()).isTrue();
            assertThat(found.amiss())
                    .singleElement()
                    .asString()
                    .startsWith("users-")
                    .endsWith(" (missing)");
        });
    }

    @Test
    void aFileOfAnotherSizeIsNamed() {
        bucket.objects.put(PROFILES, new byte[49]);

        assertThat(newest())
                .hasValueSatisfying(found -> assertThat(found.amiss())
                        .singleElement()
                        .asString()
                        .startsWith("profiles-")
                        .endsWith(" (49 bytes instead of 50)"));
    }

    @Test
    void theManifestOfAnotherPoolIsNone() {
        bucket.objects.put(SnapshotKeys.manifest(POOL, ID), manifest(OTHER_POOL));

        assertThat(newest()).contains(new NewestSnapshot(ID.value(), ID.startedAt(), false, List.of()));
    }

    @Test
    void nothingIsNone() {
        bucket.objects.clear();

        assertThat(newest()).isEmpty();
    }

    @Test
    void aBucketThatIsNotThereIsToldWithWhatToDo() {
        bucket.isThere = false;

        assertThatThrownBy(this::newest)
                .hasMessage("There is no bucket backup: check --bucket, the stack's output BackupBucketName, and the"
                        + " account that you are signed in to.");
    }

    /** Objects in memory. */
    private static final class Bucket implements S3Client {
        private final TreeMap<String, byte[]> objects = new TreeMap<>();
        private boolean isThere = true;

        @Override
        public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
            if (!isThere) {
                throw S3Exception.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("NoSuchBucket")
                                .build())
                        .statusCode(404)
                        .build();
            }
            byte[] object = objects.get(request.key());
            if (object == null) {
                throw NoSuchKeyException.builder().message("none").build();
            }
            try {
                return transformer.transform(
                        GetObjectResponse.builder().build(),
                        AbortableInputStream.create(new ByteArrayInputStream(object)));
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            return ListObjectsV2Response.builder()
                    .isTruncated(false)
                    .contents(objects.entrySet().stream()
                            .filter(object -> object.getKey().startsWith(request.prefix()))
                            .map(object -> S3Object.builder()
                                    .key(object.getKey())
                                    .size((long) object.getValue().length)
                                    .build())
                            .toList())
                    .build();
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }
}
