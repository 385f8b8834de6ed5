package io.github.cognitodr.sandbox.aws;

import com.adobe.testing.s3mock.s3.model.BucketMetadata;
import com.adobe.testing.s3mock.s3.model.S3ObjectMetadata;
import com.adobe.testing.s3mock.s3.store.BucketStore;
import com.adobe.testing.s3mock.s3.store.MultipartStore;
import com.adobe.testing.s3mock.s3.store.ObjectStore;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** Where S3Mock (5.2.0) keeps a key's object and its multipart uploads under one id, and drops both when one of them goes. */
final class S3Objects {

    private final BeanFactory s3mock;

    /** Looks the stores up when they are needed: they are made after the server. */
    S3Objects(BeanFactory s3mock) {
        this.s3mock = s3mock;
    }

    /** How many bytes the object has; 0 where there is none. */
    long size(S3Call call) {
        S3ObjectMetadata object = object(call);
        return object == null ? 0 : Long.parseLong(object.getSize());
    }

    /**
     * Aborts an upload beside an object, which S3Mock would forget with it.
     *
     * @return false where there is no such object or upload: S3Mock knows what to say then
     */
    boolean abortBesideObject(S3Call call, @Nullable String uploadId) {
        if (object(call) == null || !hasUpload(call, uploadId)) {
            return false;
        }
        uploads().abortMultipartUpload(bucket(call), UUID.fromString(uploadId));
        return true;
    }

    /** After an object was deleted or an upload aborted: the key's other uploads go on. */
    void keepUploads(S3Call call) {
        if (hasUpload(call, null)) {
            buckets().addKeyToBucket(call.key(), call.bucket());
        }
    }

    private boolean hasUpload(S3Call call, @Nullable String uploadId) {
        return buckets().doesBucketExist(call.bucket())
                && uploads().listMultipartUploads(bucket(call), call.key()).stream()
                        .filter(upload -> upload.getKey().equals(call.key()))
                        .anyMatch(upload ->
                                uploadId == null || upload.getUploadId().equals(uploadId));
    }

    private @Nullable S3ObjectMetadata object(S3Call call) {
        if (!buckets().doesBucketExist(call.bucket())) {
            return null;
        }
        UUID id = bucket(call).getID(call.key());
        return id == null ? null : s3mock.getBean(ObjectStore.class).getS3ObjectMetadata(bucket(call), id, null);
    }

    private BucketMetadata bucket(S3Call call) {
        return Objects.requireNonNull(buckets().getBucketMetadata(call.bucket()));
    }

    private BucketStore buckets() {
        return s3mock.getBean(BucketStore.class);
    }

    private MultipartStore uploads() {
        return s3mock.getBean(MultipartStore.class);
    }
}
