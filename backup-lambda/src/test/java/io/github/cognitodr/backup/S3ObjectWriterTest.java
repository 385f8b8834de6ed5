package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** What becomes of an upload that S3 no longer knows when it is asked to complete it. */
class S3ObjectWriterTest {
    /** More than a part. */
    private static final byte[] BYTES = new byte[6 * 1024 * 1024];

    private final ForgetfulS3 s3 = new ForgetfulS3();

    @Test
    void anObjectThatIsWholeWasCompletedAndTheAnswerLost() throws IOException {
        s3.length = OptionalLong.of(BYTES.length);

        try (ObjectWriter writer = written()) {
            assertThat(writer.complete())
                    .isEqualTo(new ObjectWriter.Written(BYTES.length, FakeSnapshotStore.sha256(BYTES)));
        }

        assertThat(s3.parts).containsExactly(5L * 1024 * 1024, 1024L * 1024);
        assertThat(s3.aborted).isZero();
    }

    @Test
    void anObjectOfAnotherSizeIsNotThisOne() throws IOException {
        s3.length = OptionalLong.of(BYTES.length - 1);

        assertRefused("S3 did not complete profiles: NoSuchUpload (request null)");
    }

    @Test
    void anObjectThatIsNotThereWasNeverCompleted() throws IOException {
        s3.length = OptionalLong.empty();

        assertRefused("S3 did not complete profiles: NoSuchKey (request null)");
    }

    private void assertRefused(String message) throws IOException {
        try (ObjectWriter writer = written()) {
            assertThatThrownBy(writer::complete).isInstanceOf(IOException.class).hasMessage(message);
        }
        assertThat(s3.aborted).isEqualTo(1);
    }

    private ObjectWriter written() throws IOException {
        ObjectWriter writer =
                new S3ObjectWriter(s3, "bucket", "profiles", "application/gzip", Retention.SHORT, new ArrayDeque<>());
        writer.write(BYTES, 0, BYTES.length);
        return writer;
    }

    /** Takes every part, and knows of no upload at the end. */
    private static final class ForgetfulS3 implements S3Client {
        final List<Long> parts = new ArrayList<>();
        OptionalLong length = OptionalLong.empty();
        int aborted;

        @Override
        public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
            return CreateMultipartUploadResponse.builder().uploadId("upload").build();
        }

        @Override
        public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
            parts.add(body.optionalContentLength().orElseThrow());
            return UploadPartResponse.builder().eTag("part").build();
        }

        @Override
        public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
            throw NoSuchUploadException.builder()
                    .statusCode(404)
                    .awsErrorDetails(error("NoSuchUpload"))
                    .build();
        }

        @Override
        public HeadObjectResponse headObject(HeadObjectRequest request) {
            return HeadObjectResponse.builder()
                    .contentLength(length.orElseThrow(() -> NoSuchKeyException.builder()
                            .statusCode(404)
                            .awsErrorDetails(error("NoSuchKey"))
                            .build()))
                    .build();
        }

        @Override
        public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
            aborted++;
            return AbortMultipartUploadResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing is open
        }

        private static AwsErrorDetails error(String code) {
            return AwsErrorDetails.builder().errorCode(code).build();
        }
    }
}
