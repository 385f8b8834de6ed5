package io.github.cognitodr.sandbox.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request to S3, as far as a fault or a test wants to know it.
 *
 * @param operation as S3's API calls it, such as {@code UploadPart}; what the sandbox has no name for is the HTTP method and
 *     the sub-resource, such as {@code PUT ?cors}
 * @param bucket empty where there is none
 * @param key of the object; for a listing, the prefix that it asks for; empty where there is neither
 */
public record S3Call(String operation, String bucket, String key) {

    /** Sub-resources of a bucket and of an object, and what the API calls them after Get, Put or Delete. */
    private static final Map<String, String> OF_BUCKET = Map.of(
            "lifecycle", "BucketLifecycleConfiguration",
            "versioning", "BucketVersioning",
            "location", "BucketLocation");

    private static final Map<String, String> OF_OBJECT = Map.of(
            "tagging", "ObjectTagging",
            "acl", "ObjectAcl",
            "attributes", "ObjectAttributes",
            "retention", "ObjectRetention",
            "legal-hold", "ObjectLegalHold");

    /** Whether it is this operation, on a key that contains this. */
    public boolean is(String operation, String partOfKey) {
        return this.operation.equals(operation) && key.contains(partOfKey);
    }

    /**
     * Reads it from a path-style request.
     *
     * @param path decoded
     * @param query as it was sent
     * @param copies whether there is an {@code x-amz-copy-source}
     */
    static S3Call of(String method, String path, @Nullable String query, boolean copies) {
        Map<String, String> parameters = parameters(query);
        int slash = path.indexOf('/', 1);
        String bucket = slash < 0 ? path.substring(1) : path.substring(1, slash);
        String key = slash < 0 ? "" : path.substring(slash + 1);
        if (bucket.isEmpty()) {
            return new S3Call("ListBuckets", "", "");
        }
        if (key.isEmpty()) {
            return new S3Call(ofBucket(method, parameters), bucket, parameters.getOrDefault("prefix", ""));
        }
        return new S3Call(ofObject(method, parameters, copies), bucket, key);
    }

    private static String ofBucket(String method, Map<String, String> parameters) {
        String named = named(method, parameters, OF_BUCKET);
        if (named != null) {
            return named;
        }
        return switch (method) {
            case "GET" -> {
                if (parameters.containsKey("uploads")) {
                    yield "ListMultipartUploads";
                }
                if (parameters.containsKey("versions")) {
                    yield "ListObjectVersions";
                }
                yield parameters.containsKey("list-type") ? "ListObjectsV2" : "ListObjects";
            }
            case "HEAD" -> "HeadBucket";
            case "PUT" -> parameters.isEmpty() ? "CreateBucket" : unnamed(method, parameters);
            case "DELETE" -> parameters.isEmpty() ? "DeleteBucket" : unnamed(method, parameters);
            case "POST" -> parameters.containsKey("delete") ? "DeleteObjects" : unnamed(method, parameters);
            default -> unnamed(method, parameters);
        };
    }

    private static String ofObject(String method, Map<String, String> parameters, boolean copies) {
        String named = named(method, parameters, OF_OBJECT);
        if (named != null) {
            return named;
        }
        boolean ofUpload = parameters.containsKey("uploadId");
        return switch (method) {
            case "GET" -> ofUpload ? "ListParts" : "GetObject";
            case "HEAD" -> "HeadObject";
            case "PUT" -> {
                if (ofUpload) {
                    yield copies ? "UploadPartCopy" : "UploadPart";
                }
                yield copies ? "CopyObject" : "PutObject";
            }
            case "DELETE" -> ofUpload ? "AbortMultipartUpload" : "DeleteObject";
            case "POST" -> {
                if (parameters.containsKey("uploads")) {
                    yield "CreateMultipartUpload";
                }
                yield ofUpload ? "CompleteMultipartUpload" : unnamed(method, parameters);
            }
            default -> unnamed(method, parameters);
        };
    }

    private static @Nullable String named(
            String method, Map<String, String> parameters, Map<String, String> resources) {
        for (Map.Entry<String, String> resource : resources.entrySet()) {
            if (parameters.containsKey(resource.getKey())) {
                return method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT) + resource.getValue();
            }
        }
        return null;
    }

    private static String unnamed(String method, Map<String, String> parameters) {
        return method + " ?" + String.join("&", parameters.keySet());
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new TreeMap<>();
        if (query != null) {
            for (String parameter : query.split("&", -1)) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                String value = equals < 0 ? "" : parameter.substring(equals + 1);
                parameters.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
