package io.github.cognitodr.backup;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Streams an object to S3: one PutObject where it fits into a part, a multipart upload otherwise. Memory is one part,
 * whatever the object's size. Not thread-safe.
 */
final class S3ObjectWriter implements ObjectWriter {
    /** At least 5 MiB by S3's rule; 10,000 parts of this size are far more than the largest file of a snapshot. */
    private static final int PART_SIZE = 8 * 1024 * 1024;

    private static final int FIRST_BUFFER = 64 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final String key;
    private final String contentType;
    private final String tagging;
    private final MessageDigest sha256;
    private final List<CompletedPart> parts = new ArrayList<>();

    private byte[] buffer = new byte[FIRST_BUFFER];
    private int buffered;
    private long written;
    private @Nullable String uploadId;
    private boolean completed;

    S3ObjectWriter(S3Client s3, String bucket, String key, String contentType, Retention retention) {
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
    public void write(byte[] bytes) throws IOException {
        int offset = 0;
        while (offset < bytes.length) {
            if (buffered == PART_SIZE) {
                uploadPart();
            }
            int count = Math.min(bytes.length - offset, PART_SIZE - buffered);
            ensureRoomFor(count);
            System.arraycopy(bytes, offset, buffer, buffered, count);
            buffered += count;
            offset += count;
        }
        written += bytes.length;
        sha256.update(bytes);
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

    private void ensureRoomFor(int count) {
        if (buffered + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(PART_SIZE, Math.max(buffered + count, 2 * buffer.length)));
        }
    }

    private void putWhole() throws IOException {
        try {
            s3.putObject(
                    request -> request.bucket(bucket)
                            .key(key)
                            .contentType(contentType)
                            .tagging(tagging),
                    RequestBody.fromBytes(Arrays.copyOf(buffer, buffered)));
        } catch (SdkException refused) {
            throw new IOException("S3 did not take " + key, refused);
        }
    }

    private void uploadPart() throws IOException {
        try {
            String upload = uploadId == null ? startUpload() : uploadId;
            int number = parts.size() + 1;
            byte[] part = Arrays.copyOf(buffer, buffered);
            String etag = s3.uploadPart(
                            request -> request.bucket(bucket)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(number),
                            RequestBody.fromBytes(part))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
            buffered = 0;
        } catch (SdkException refused) {
            throw new IOException("S3 did not take a part of " + key, refused);
        }
    }

    private String startUpload() {
        String started = s3.createMultipartUpload(request ->
                        request.bucket(bucket).key(key).contentType(contentType).tagging(tagging))
                .uploadId();
        uploadId = started;
        return started;
    }

    private void completeUpload(String upload) throws IOException {
        try {
            s3.completeMultipartUpload(request ->
                    request.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        } catch (SdkException refused) {
            throw new IOException("S3 did not complete " + key, refused);
        }
    }
}
