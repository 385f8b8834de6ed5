package io.github.cognitodr.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitodr.userpool.JsonObject;
import io.github.cognitodr.userpool.snapshot.SnapshotId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket in memory behind the SDK's own interface, for snapshots that need no multipart uploads. It notes what no
 * worker may ever do: write a snapshot's file a second time, and turn {@code latest.json} back.
 */
final class FakeS3 implements S3Client {
    final Map<String, byte[]> objects = new TreeMap<>();
    private final Map<String, Line> writers = new TreeMap<>();
    final List<String> offences = new ArrayList<>();

    /** What each call of one caller goes through. */
    interface Line {
        <T> T call(boolean writes, Supplier<T> work);
    }

    /** The same bucket, as one caller sees it. */
    S3Client through(Line line) {
        FakeS3 bucket = this;
        return new S3Client() {
            @Override
            public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
                return line.call(true, () -> bucket.put(request, body, line));
            }

            @Override
            public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
                return line.call(false, () -> bucket.getObject(request, transformer));
            }

            @Override
            public HeadObjectResponse headObject(HeadObjectRequest request) {
                return line.call(false, () -> bucket.headObject(request));
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }

    private PutObjectResponse put(PutObjectRequest request, RequestBody body, Line caller) {
        String key = request.key();
        @Nullable String etag = etag(key);
        if (request.ifNoneMatch() != null && etag != null) {
            throw refusal(412);
        }
        if (request.ifMatch() != null && !request.ifMatch().equals(etag)) {
            throw refusal(etag == null ? 404 : 412);
        }
        byte[] bytes = bytes(body);
        if (etag != null) {
            note(key, bytes, caller);
        }
        objects.put(key, bytes);
        writers.put(key, caller);
        return PutObjectResponse.builder().eTag(etag(key)).build();
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        byte[] object = objects.get(request.key());
        if (object == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        GetObjectResponse response =
                GetObjectResponse.builder().eTag(etag(request.key())).build();
        try {
            return transformer.transform(response, AbortableInputStream.create(new ByteArrayInputStream(object)));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        byte[] object = objects.get(request.key());
        if (object == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        return HeadObjectResponse.builder().contentLength((long) object.length).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open
    }

    private void note(String key, byte[] bytes, Line caller) {
        if (key.endsWith("/latest.json")) {
            if (snapshotId(bytes).compareTo(snapshotId(objects.getOrDefault(key, bytes))) < 0) {
                offences.add(key + " goes back to " + new String(bytes, UTF_8));
            }
        } else if (!key.endsWith("/checkpoint.json")
                && !(caller.equals(writers.get(key)) && Arrays.equals(bytes, objects.get(key)))) {
            // One that did not hear of its success may write the same once more.
            offences.add(key + " is written again");
        }
    }

    private static SnapshotId snapshotId(byte[] latest) {
        return JsonObject.parse(latest).parse("snapshotId", SnapshotId::new);
    }

    private @Nullable String etag(String key) {
        // Of the content, as S3 makes it without KMS: what is written twice has the same one.
        byte[] object = objects.get(key);
        return object == null ? null : '"' + FakeSnapshotStore.sha256(object) + '"';
    }

    private static byte[] bytes(RequestBody body) {
        try {
            return body.contentStreamProvider().newStream().readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static S3Exception refusal(int status) {
        return (S3Exception) S3Exception.builder().statusCode(status).build();
    }
}
