package io.github.cognitodr.operator.snapshot;

import io.github.cognitodr.operator.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** An object that is read on from where the connection broke, as long as it is still the same one. Not thread-safe. */
final class ResumedObject extends InputStream {
    /** Without a byte in between. */
    private static final int ATTEMPTS = 5;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final S3Client s3;
    private final BucketTrouble trouble;
    private final GetObjectRequest request;
    private final String eTag;
    private final long length;
    private ResponseInputStream<GetObjectResponse> in;
    private long at;
    private int failures;

    private ResumedObject(
            S3Client s3, BucketTrouble trouble, GetObjectRequest request, ResponseInputStream<GetObjectResponse> in) {
        this.s3 = s3;
        this.trouble = trouble;
        this.request = request;
        this.in = in;
        this.eTag = in.response().eTag();
        this.length = in.response().contentLength();
    }

    /**
     * Asks for the object.
     *
     * @throws DamagedFileException if there is none
     */
    static ResumedObject open(S3Client s3, String bucket, String key, BucketTrouble trouble)
            throws DamagedFileException {
        GetObjectRequest request =
                GetObjectRequest.builder().bucket(bucket).key(key).build();
        try {
            return new ResumedObject(s3, trouble, request, s3.getObject(request));
        } catch (NoSuchKeyException missing) {
            throw new DamagedFileException("it is missing in the bucket");
        } catch (SdkException failed) {
            throw trouble.of(failed, "s3:GetObject", key);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int size) throws IOException {
        if (size == 0) {
            return 0;
        }
        while (at < length) {
            int read = part(into, offset, (int) Math.min(size, length - at));
            if (read > 0) {
                at += read;
                failures = 0;
                return read;
            }
            goOn();
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (at < length) {
            in.abort(); // closing would read the rest first
        } else {
            in.close();
        }
    }

    /** Less than 1 where the connection has broken. */
    private int part(byte[] into, int offset, int size) {
        try {
            return in.read(into, offset, size);
        } catch (IOException | SdkException broken) {
            return -1;
        }
    }

    private void goOn() throws IOException {
        in.abort();
        failures++;
        if (failures == ATTEMPTS) {
            throw CommandException.aws("The download of " + request.key() + " broke off " + ATTEMPTS
                    + " times: check the network, and run the same command again.");
        }
        pause();
        try {
            in = s3.getObject(
                    request.toBuilder().range("bytes=" + at + "-").ifMatch(eTag).build());
        } catch (SdkException failed) {
            throw trouble.of(failed, "s3:GetObject", request.key());
        }
    }

    private void pause() throws InterruptedIOException {
        try {
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << failures).toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for S3");
        }
    }
}
