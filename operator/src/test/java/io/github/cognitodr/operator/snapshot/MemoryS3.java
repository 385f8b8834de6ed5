package io.github.cognitodr.operator.snapshot;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects in memory, and connections that break. For one thread. */
final class MemoryS3 implements S3Client {
    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final Map<String, Integer> breakAfter = new HashMap<>();
    private int calls;

    void put(String key, byte[] object) {
        objects.put(key, object.clone());
    }

    byte[] get(String key) {
        byte[] object = objects.get(key);
        if (object == null) {
            throw new AssertionError("no object " + key);
        }
        return object.clone();
    }

    void remove(String key) {
        objects.remove(key);
    }

    /** Every connection for this object breaks after so many bytes. */
    void breakAfter(String key, int bytes) {
        breakAfter.put(key, bytes);
    }

    /** GetObject, so far. */
    int calls() {
        return calls;
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        calls++;
        byte[] object = objects.get(request.key());
        if (object == null) {
            throw NoSuchKeyException.builder().message("none").build();
        }
        String tag = "\"" + Arrays.hashCode(object) + "\"";
        if (request.ifMatch() != null && !request.ifMatch().equals(tag)) {
            throw S3Exception.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("PreconditionFailed")
                            .build())
                    .statusCode(412)
                    .build();
        }
        int from = request.range() == null
                ? 0
                : Integer.parseInt(request.range().replace("bytes=", "").replace("-", ""));
        InputStream in = new ByteArrayInputStream(object, from, object.length - from);
        Integer broken = breakAfter.get(request.key());
        GetObjectResponse response = GetObjectResponse.builder()
                .eTag(tag)
                .contentLength((long) object.length - from)
                .build();
        try {
            return transformer.transform(
                    response, AbortableInputStream.create(broken == null ? in : new Breaking(in, broken)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        ListObjectsV2Response.Builder page = ListObjectsV2Response.builder().isTruncated(false);
        String prefix = request.prefix();
        var keys = objects.keySet().stream().filter(key -> key.startsWith(prefix));
        if (request.delimiter() == null) {
            return page.contents(
                            keys.map(key -> S3Object.builder().key(key).build()).toList())
                    .build();
        }
        return page.commonPrefixes(keys.filter(key -> key.indexOf('/', prefix.length()) > 0)
                        .map(key -> key.substring(0, key.indexOf('/', prefix.length()) + 1))
                        .distinct()
                        .map(folder -> CommonPrefix.builder().prefix(folder).build())
                        .toList())
                .build();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}

    /** Breaks in the middle. */
    private static final class Breaking extends FilterInputStream {
        private int left;

        Breaking(InputStream in, int bytes) {
            super(in);
            left = bytes;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("broken");
            }
            int read = super.read(into, offset, Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }
}
