package io.github.cognitodr.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Streams an object to S3: one PutObject where it fits into a part, a multipart upload otherwise. Memory is one part,
 * whatever the object's size. Not thread-safe.
 */
final class S3ObjectWriter implements ObjectWriter {
    /** The least that S3 takes (User guide, "Amazon S3 multipart upload limits"): the largest file has 20 parts. */
    private static final int PART_SIZE = 5 * 1024 * 1024;

    private static final int FIRST_BUFFER = 64 * 1024;
    private static final byte[] NONE = new byte[0];

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final String tagging;
    private final MessageDigest sha256;
    private final List<CompletedPart> parts = new ArrayList<>();
    private final Queue<byte[]> buffers;

    private byte[] buffer = new byte[FIRST_BUFFER];
    private int buffered;
    private long written;
    private @Nullable String uploadId;
    private boolean completed;

    /**
     * @param buffers of other writers, that are no longer used: a listing of hours would otherwise leave a trail of them,
     *     too old for the quick collections of the JVM
     */
    S3ObjectWriter(
            S3Client s3, String bucket, String key, String contentType, Retention retention, Queue<byte[]> buffers) {
        this.buffers = buffers;
        this.s3 = s3;
        this.bucket = bucket;
        this.key = key;
        this.contentType = contentType;
        this.tagging = retention.tagging();
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (buffered == PART_SIZE) {
                uploadPart();
            }
            int count = Math.min(left, PART_SIZE - buffered);
            if (buffered + count > buffer.length) {
                takeLargeBuffer();
            }
            System.arraycopy(bytes, from, buffer, buffered, count);
            buffered += count;
            from += count;
            left -= count;
        }
        written += length;
    }

    @Override
    public Written complete() throws IOException {
        if (uploadId == null) {
            putWhole();
        } else {
            uploadPart();
            completeUpload(uploadId);
        }
        completed = true;
        return new Written(written, HexFormat.of().formatHex(sha256.digest()));
    }

    @Override
    public void close() {
        if (buffer.length == PART_SIZE) {
            buffers.add(buffer);
        }
        buffer = NONE;
        if (completed || uploadId == null) {
            return;
        }
        try {
            String abandoned = uploadId;
            s3.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(abandoned));
        } catch (SdkException stays) {
            // the bucket's lifecycle removes abandoned uploads after a day
            uploadId = null;
        }
    }

    private void takeLargeBuffer() {
        byte @Nullable [] used = buffers.poll();
        byte[] large = used == null ? new byte[PART_SIZE] : used;
        System.arraycopy(buffer, 0, large, 0, buffered);
        buffer = large;
    }

    private void putWhole() throws IOException {
        S3Calls.call("take " + key, () -> {
            s3.putObject(
                    request -> request.bucket(bucket)
                            .key(key)
                            .contentType(contentType)
                            .tagging(tagging),
                    takeBuffer());
            return key;
        });
    }

    private void uploadPart() throws IOException {
        String upload = uploadId == null ? startUpload() : uploadId;
        int number = parts.size() + 1;
        UploadPartResponse taken = S3Calls.call(
                "take a part of " + key,
                () -> s3.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                        takeBuffer()));
        parts.add(CompletedPart.builder()
                .partNumber(number)
                .eTag(taken.eTag())
                .checksumCRC32(taken.checksumCRC32())
                .build());
        buffered = 0;
    }

    /** What is buffered, to be sent as it lies there, and hashed in one go. */
    private RequestBody takeBuffer() {
        int length = buffered;
        sha256.update(buffer, 0, length);
        return RequestBody.fromContentProvider(() -> new ByteArrayInputStream(buffer, 0, length), length, contentType);
    }

    /**
     * The parts' checksum is named from the beginning to the end: the SDK sends one by itself with each part, and reports
     * differ on what S3 makes of such parts in an upload that was begun without.
     */
    private String startUpload() throws IOException {
        String started = S3Calls.call(
                "begin " + key,
                () -> s3.createMultipartUpload(request -> request.bucket(bucket)
                                .key(key)
                                .contentType(contentType)
                                .tagging(tagging)
                                .checksumAlgorithm(ChecksumAlgorithm.CRC32))
                        .uploadId());
        uploadId = started;
        return started;
    }

    private void completeUpload(String upload) throws IOException {
        S3Calls.call("complete " + key, () -> {
            try {
                s3.completeMultipartUpload(request ->
                        request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
            } catch (NoSuchUploadException gone) {
                // "might have been aborted or completed" (API reference): completed, if the answer to that was lost
                if (!isWhole()) {
                    throw gone;
                }
            }
            return key;
        });
    }

    /** Nobody else writes to this key. */
    private boolean isWhole() {
        return s3.headObject(request -> request.bucket(bucket).key(key)).contentLength() == written;
    }
}
