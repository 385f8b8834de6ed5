package io.github.cognitodr.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.faults.Fault;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What S3 documents, and the functions rely on. Sources: S3 User Guide, "How to prevent object overwrites with conditional
 * writes" (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html), and the API Reference's page of
 * each operation.
 */
class S3ContractTest {

    private static final int ROUNDS = 200;
    private static final AtomicInteger KEYS = new AtomicInteger();

    private static S3Server server;
    private static S3Client s3;

    private String key = "";

    @BeforeAll
    static void start() {
        server = S3Server.start(Loopback.freePort());
        s3 = S3Clients.of(server, 1);
        s3.createBucket(request -> request.bucket(S3Clients.BUCKET));
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
    }

    @BeforeEach
    void anotherKey() {
        key = "snapshots/pool/" + KEYS.incrementAndGet() + ".json";
    }

    private String put(String body, Consumer<PutObjectRequest.Builder> more) {
        return s3.putObject(
                        request -> {
                            request.bucket(S3Clients.BUCKET).key(key);
                            more.accept(request);
                        },
                        RequestBody.fromString(body))
                .eTag();
    }

    private String put(String body) {
        return put(body, request -> {});
    }

    private ResponseBytes<GetObjectResponse> get() {
        return s3.getObjectAsBytes(request -> request.bucket(S3Clients.BUCKET).key(key));
    }

    private String read() {
        return get().asUtf8String();
    }

    /** An upload of one part, not completed. */
    private record Upload(String id, CompletedPart part) {}

    private Upload upload(String body, Consumer<CreateMultipartUploadRequest.Builder> more) {
        String id = s3.createMultipartUpload(request -> {
                    request.bucket(S3Clients.BUCKET).key(key);
                    more.accept(request);
                })
                .uploadId();
        return new Upload(id, part(id, body));
    }

    private Upload upload(String body) {
        return upload(body, request -> {});
    }

    private CompletedPart part(String uploadId, String body) {
        String etag = s3.uploadPart(
                        request -> request.bucket(S3Clients.BUCKET)
                                .key(key)
                                .uploadId(uploadId)
                                .partNumber(1),
                        RequestBody.fromString(body))
                .eTag();
        return CompletedPart.builder().partNumber(1).eTag(etag).build();
    }

    private String complete(Upload upload, Consumer<CompleteMultipartUploadRequest.Builder> more) {
        return s3.completeMultipartUpload(request -> {
                    request.bucket(S3Clients.BUCKET)
                            .key(key)
                            .uploadId(upload.id())
                            .multipartUpload(parts -> parts.parts(upload.part()));
                    more.accept(request);
                })
                .eTag();
    }

    private String complete(Upload upload) {
        return complete(upload, request -> {});
    }

    private void abort(Upload upload) {
        s3.abortMultipartUpload(
                request -> request.bucket(S3Clients.BUCKET).key(key).uploadId(upload.id()));
    }

    private static void refused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }

    @Test
    void anObjectIsCreatedOnlyOnce() {
        put("one", request -> request.ifNoneMatch("*"));

        refused(412, "PreconditionFailed", () -> put("two", request -> request.ifNoneMatch("*")));
        assertThat(read()).isEqualTo("one");
    }

    @Test
    void anUploadIsNotCompletedOntoAnObject() {
        Upload upload = upload("two");
        put("one");

        refused(412, "PreconditionFailed", () -> complete(upload, request -> request.ifNoneMatch("*")));
        assertThat(read()).isEqualTo("one");
    }

    @Test
    void anUploadIsCompletedWhereThereIsNothing() {
        complete(upload("one"), request -> request.ifNoneMatch("*"));

        assertThat(read()).isEqualTo("one");
    }

    @Test
    void anObjectIsReplacedOnlyByWhoKnowsItsTag() {
        String first = put("one");
        String second = put("two", request -> request.ifMatch(first));

        refused(412, "PreconditionFailed", () -> put("three", request -> request.ifMatch(first)));
        assertThat(read()).isEqualTo("two");
        assertThat(get().response().eTag()).isEqualTo(second);
    }

    @Test
    void listensOnThisMachineOnly() {
        assertThat(server.endpoint()).hasScheme("http").hasHost("127.0.0.1");
    }

    /** "If there's no current object version with the same name, the operation fails with a 404 Not Found error." */
    @Test
    void nothingIsNotReplaced() {
        refused(404, "NoSuchKey", () -> put("one", request -> request.ifMatch("\"0123456789abcdef0123456789abcdef\"")));
        assertThatThrownBy(this::read).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void whatWasDeletedIsNotReplaced() {
        String etag = put("one");
        s3.deleteObject(request -> request.bucket(S3Clients.BUCKET).key(key));

        refused(404, "NoSuchKey", () -> put("two", request -> request.ifMatch(etag)));
    }

    @Test
    void metadataComeBackAsTheyWent() {
        Map<String, String> metadata = Map.of("run", "r-1", "sha256", "abc");
        put("one", request -> request.metadata(metadata));

        assertThat(metadata()).isEqualTo(metadata);
        assertThat(get().response().metadata()).isEqualTo(metadata);
    }

    @Test
    void metadataOfAnUploadBecomeTheObjects() {
        Map<String, String> metadata = Map.of("run", "r-1", "sha256", "abc");
        complete(upload("one", request -> request.metadata(metadata)));

        assertThat(metadata()).isEqualTo(metadata);
    }

    private Map<String, String> metadata() {
        return s3.headObject(request -> request.bucket(S3Clients.BUCKET).key(key))
                .metadata();
    }

    @Test
    void tagsAreSetAtCreation() {
        put("one", request -> request.tagging("retention=daily&run=1"));

        assertThat(tags()).containsExactlyInAnyOrder(tag("retention", "daily"), tag("run", "1"));
    }

    @Test
    void tagsOfAnUploadBecomeTheObjects() {
        complete(upload("one", request -> request.tagging("retention=short")));

        assertThat(tags()).containsExactly(tag("retention", "short"));
    }

    private List<Tag> tags() {
        return s3.getObjectTagging(request -> request.bucket(S3Clients.BUCKET).key(key))
                .tagSet();
    }

    private static Tag tag(String name, String value) {
        return Tag.builder().key(name).value(value).build();
    }

    @Test
    void completingAgainAnswersTheSame() {
        Upload upload = upload("one");
        server.faults().set("CompleteMultipartUpload", Fault.loseAnswer());
        assertThatThrownBy(() -> complete(upload)).isInstanceOf(SdkClientException.class);
        server.faults().clear();

        String etag = complete(upload);

        assertThat(etag).isEqualTo(get().response().eTag());
        assertThat(read()).isEqualTo("one");
    }

    @Test
    void completingAgainOnlyWhereThereIsNothingFindsItsOwnObject() {
        Upload upload = upload("one");
        complete(upload, request -> request.ifNoneMatch("*"));

        refused(412, "PreconditionFailed", () -> complete(upload, request -> request.ifNoneMatch("*")));
        assertThat(read()).isEqualTo("one");
    }

    @Test
    void completingAgainDoesNotBringBackWhatWasReplaced() {
        Upload upload = upload("one");
        complete(upload);
        put("two");

        complete(upload);

        assertThat(read()).isEqualTo("two");
    }

    @Test
    void whatWasAbortedIsNotCompleted() {
        Upload upload = upload("one");
        abort(upload);

        refused(404, "NoSuchUpload", () -> complete(upload));
        refused(404, "NoSuchUpload", () -> abort(upload));
        assertThatThrownBy(this::read).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void anAbortedUploadLeavesTheObjectAlone() {
        put("one");
        Upload upload = upload("two");

        abort(upload);

        assertThat(read()).isEqualTo("one");
        refused(404, "NoSuchUpload", () -> complete(upload));
    }

    @Test
    void anAbortedUploadLeavesTheOtherOneAlone() {
        Upload kept = upload("one");
        String begun = s3.createMultipartUpload(
                        request -> request.bucket(S3Clients.BUCKET).key(key))
                .uploadId();
        abort(upload("two"));

        complete(kept);
        assertThat(read()).isEqualTo("one");
        complete(new Upload(begun, part(begun, "three")));
        assertThat(read()).isEqualTo("three");
    }

    @Test
    void aDeletedObjectLeavesTheUploadAlone() {
        put("one");
        Upload upload = upload("two");
        s3.deleteObject(request -> request.bucket(S3Clients.BUCKET).key(key));

        complete(upload);

        assertThat(read()).isEqualTo("two");
    }

    @Test
    void aBucketOfAbortedUploadsIsEmpty() {
        s3.createBucket(request -> request.bucket("aborted"));
        String id = s3.createMultipartUpload(
                        request -> request.bucket("aborted").key("key"))
                .uploadId();
        s3.abortMultipartUpload(request -> request.bucket("aborted").key("key").uploadId(id));

        assertThat(s3.listMultipartUploads(request -> request.bucket("aborted")).uploads())
                .isEmpty();
        s3.deleteBucket(request -> request.bucket("aborted"));
    }

    /** Strong consistency: of two writers who know the same version, one wins. */
    @Test
    void ofTwoWhoKnowTheSameTagOneReplacesIt() throws Exception {
        String etag = put("0");
        for (int i = 1; i <= ROUNDS; i++) {
            int round = i;
            String known = etag;
            int won = race(writer -> put(round + "-" + writer, request -> request.ifMatch(known)));

            assertThat(won).as("winners of round %s", round).isEqualTo(1);
            etag = get().response().eTag();
        }
    }

    @Test
    void ofTwoWhoCreateOneDoes() throws Exception {
        for (int i = 1; i <= ROUNDS; i++) {
            anotherKey();
            int won = race(writer -> put("" + writer, request -> request.ifNoneMatch("*")));

            assertThat(won).as("winners of round %s", i).isEqualTo(1);
        }
    }

    @Test
    void ofTwoWhoCompleteOneDoes() throws Exception {
        for (int i = 1; i <= ROUNDS / 4; i++) {
            anotherKey();
            List<Upload> uploads = List.of(upload("0"), upload("1"));
            int won = race(writer -> complete(uploads.get(writer), request -> request.ifNoneMatch("*")));

            assertThat(won).as("winners of round %s", i).isEqualTo(1);
        }
    }

    /** A read has one version of an object, never the tag of one and the body of another. */
    @Test
    void aReaderSeesOneVersion() throws Exception {
        put("x".repeat(1));
        ExecutorService writer = Executors.newSingleThreadExecutor();
        Future<?> writing = writer.submit(() -> {
            for (int i = 1; i <= ROUNDS; i++) {
                put("x".repeat(1 + i % 7 * 10_000), request -> request.metadata(Map.of()));
            }
        });
        while (!writing.isDone()) {
            ResponseBytes<GetObjectResponse> seen = get();
            assertThat(seen.response().eTag()).isEqualTo("\"" + md5(seen.asByteArray()) + "\"");
        }
        writing.get();
        writer.shutdown();
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    /** How many of two writers at a time are not refused. */
    private static int race(IntConsumer write) throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Boolean>> both = List.of(0, 1).stream()
                    .<Callable<Boolean>>map(writer -> () -> {
                        start.await();
                        try {
                            write.accept(writer);
                            return true;
                        } catch (S3Exception refusal) {
                            assertThat(refusal.statusCode()).isIn(409, 412);
                            return false;
                        }
                    })
                    .toList();
            int won = 0;
            for (Future<Boolean> outcome : writers.invokeAll(both)) {
                won += outcome.get() ? 1 : 0;
            }
            return won;
        } finally {
            writers.shutdown();
        }
    }
}
