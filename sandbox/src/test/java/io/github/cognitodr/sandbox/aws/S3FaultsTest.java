package io.github.cognitodr.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.sandbox.faults.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3FaultsTest {

    private static final String KEY = "snapshots/pool/manifest.json";

    private static S3Server server;

    /** Asks once. */
    private static S3Client once;

    /** Asks again, as functions do. */
    private static S3Client retrying;

    @BeforeAll
    static void start() {
        server = S3Server.start(Loopback.freePort());
        once = S3Clients.of(server, 1);
        retrying = S3Clients.of(server, 3);
        once.createBucket(request -> request.bucket(S3Clients.BUCKET));
    }

    @AfterAll
    static void stop() {
        once.close();
        retrying.close();
        server.close();
    }

    @BeforeEach
    void record() {
        server.calls().record();
    }

    @AfterEach
    void heal() {
        server.faults().clear();
        once.deleteObject(request -> request.bucket(S3Clients.BUCKET).key(KEY));
    }

    private static String put(S3Client client, String body) {
        return client.putObject(request -> request.bucket(S3Clients.BUCKET).key(KEY), RequestBody.fromString(body))
                .eTag();
    }

    private static String get() {
        return once.getObjectAsBytes(request -> request.bucket(S3Clients.BUCKET).key(KEY))
                .asUtf8String();
    }

    private static boolean exists() {
        try {
            once.headObject(request -> request.bucket(S3Clients.BUCKET).key(KEY));
            return true;
        } catch (NoSuchKeyException absent) {
            return false;
        }
    }

    private static List<Integer> statuses(String operation) {
        return server.calls().all().stream()
                .filter(done -> done.call().is(operation, ""))
                .map(S3Calls.Done::status)
                .toList();
    }

    @Test
    void refusedCallIsNotDone() {
        server.faults().set("PutObject", Fault.refuse());

        assertThatThrownBy(() -> put(once, "one")).isInstanceOf(SdkClientException.class);

        assertThat(exists()).isFalse();
        assertThat(statuses("PutObject")).containsOnly(0);
    }

    /** More than the sockets hold, so that the client is still sending when it hears of it. */
    @Test
    void largePartIsRefusedToo() {
        String upload = createUpload();
        server.faults().set("UploadPart", Fault.refuse());

        assertThatThrownBy(() -> uploadPart(once, upload, new byte[16 << 20])).isInstanceOf(SdkClientException.class);
    }

    @Test
    void lostAnswerIsDoneAllTheSame() {
        server.faults().set("PutObject", Fault.loseAnswer());

        assertThatThrownBy(() -> put(once, "one")).isInstanceOf(SdkClientException.class);

        assertThat(get()).isEqualTo("one");
        assertThat(server.calls().successful("PutObject", "manifest.json")).hasSize(1);
    }

    @Test
    void lostAnswerToACompletedUploadIsDoneAllTheSame() {
        String upload = createUpload();
        String etag = uploadPart(once, upload, "one".getBytes(StandardCharsets.UTF_8));
        server.faults().set("CompleteMultipartUpload", Fault.loseAnswer());

        assertThatThrownBy(() -> complete(once, upload, etag)).isInstanceOf(SdkClientException.class);

        assertThat(get()).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 100_000})
    void lostDownloadIsLostAltogether(int bytes) {
        put(once, "x".repeat(bytes));
        server.faults().set("GetObject", Fault.loseAnswer());

        assertThatThrownBy(S3FaultsTest::get).isInstanceOf(SdkClientException.class);

        server.faults().clear();
        assertThat(get()).hasSize(bytes);
    }

    @Test
    void slowDownIsTriedAgainByTheSdk() {
        AtomicBoolean first = new AtomicBoolean(true);
        server.faults()
                .choose(call ->
                        call.is("PutObject", "manifest") && first.getAndSet(false) ? Fault.throttle() : Fault.none());

        put(retrying, "one");

        assertThat(get()).isEqualTo("one");
        assertThat(statuses("PutObject")).containsExactly(503, 200);
    }

    @Test
    void slowDownIsSaidAsS3SaysIt() {
        server.faults().set(Fault.throttle());

        assertThatThrownBy(() -> put(once, "one")).isInstanceOfSatisfying(S3Exception.class, slow -> {
            assertThat(slow.statusCode()).isEqualTo(503);
            assertThat(slow.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
            assertThat(slow.isThrottlingException()).isTrue();
            assertThat(slow.requestId()).isNotEmpty();
        });
        server.faults().clear();
        assertThat(exists()).isFalse();
    }

    @Test
    void internalErrorIsTriedAgainByTheSdkUntilItGivesUp() {
        server.faults().set("PutObject", Fault.error500());

        assertThatThrownBy(() -> put(retrying, "one")).isInstanceOfSatisfying(S3Exception.class, failed -> {
            assertThat(failed.statusCode()).isEqualTo(500);
            assertThat(failed.awsErrorDetails().errorCode()).isEqualTo("InternalError");
        });
        assertThat(statuses("PutObject")).containsExactly(500, 500, 500);
        assertThat(exists()).isFalse();
    }

    @Test
    void loadBalancersErrorHasNoCode() {
        server.faults().set("PutObject", Fault.bare503());

        assertThatThrownBy(() -> put(once, "one"))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        failed -> assertThat(failed.statusCode()).isEqualTo(503));
    }

    @Test
    void denialIsFinal() {
        server.faults().set("PutObject", Fault.deny());

        assertThatThrownBy(() -> put(retrying, "one")).isInstanceOfSatisfying(S3Exception.class, denied -> {
            assertThat(denied.statusCode()).isEqualTo(403);
            assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(denied.awsErrorDetails().errorMessage())
                    .startsWith("User: ")
                    .contains("is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::")
                    .endsWith("because no identity-based policy allows the s3:PutObject action");
        });
        assertThat(statuses("PutObject")).containsExactly(403);
    }

    /** HEAD has no body, so there is no code either. */
    @Test
    void headIsDeniedByItsStatusAlone() {
        server.faults().set("HeadObject", Fault.deny());

        assertThatThrownBy(S3FaultsTest::exists)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        denied -> assertThat(denied.statusCode()).isEqualTo(403));
    }

    @Test
    void largePartHearsWhyItIsNotTaken() {
        String upload = createUpload();
        server.faults().set("UploadPart", Fault.throttle());

        assertThatThrownBy(() -> uploadPart(once, upload, new byte[16 << 20]))
                .isInstanceOfSatisfying(
                        S3Exception.class, slow -> assertThat(slow.statusCode()).isEqualTo(503));
    }

    @Test
    void delayedCallIsDoneLater() {
        server.faults().set("PutObject", Fault.delay(Duration.ofMillis(500)));
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> put(once, "one"));

        assertThatThrownBy(() -> call.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(exists()).isFalse();
        assertThat(call.join()).isNotEmpty();
        assertThat(get()).isEqualTo("one");
    }

    @Test
    void delayedAnswerIsDoneAtOnceAndHeardOfLater() throws Exception {
        String upload = createUpload();
        String etag = uploadPart(once, upload, "one".getBytes(StandardCharsets.UTF_8));
        server.faults().set("CompleteMultipartUpload", Fault.delayAnswer(Duration.ofMillis(700)));
        long start = System.nanoTime();
        CompletableFuture<Void> call = CompletableFuture.runAsync(() -> complete(once, upload, etag));
        while (!exists()) {
            Thread.sleep(5);
        }

        assertThat(call).isNotDone();
        call.get(5, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @Test
    void delayedDownloadIsWhatStoodThereWhenItWasAskedFor() throws Exception {
        put(once, "one");
        server.faults().set("GetObject", Fault.delayAnswer(Duration.ofMillis(500)));
        CompletableFuture<String> call = CompletableFuture.supplyAsync(S3FaultsTest::get);
        while (statuses("GetObject").isEmpty()) {
            Thread.sleep(5);
        }
        put(once, "three");

        assertThat(call).isNotDone();
        assertThat(call.get(5, TimeUnit.SECONDS)).isEqualTo("one");
    }

    @Test
    void hangingCallGetsNoAnswerUntilItIsLetGo() {
        server.faults().set("PutObject", Fault.hang());
        CompletableFuture<String> call = CompletableFuture.supplyAsync(() -> put(once, "one"));

        assertThatThrownBy(() -> call.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        server.faults().clear();
        assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SdkClientException.class);
        assertThat(exists()).isFalse();
    }

    @Test
    void faultIsChosenByOperationAndKey() {
        AtomicBoolean first = new AtomicBoolean(true);
        server.faults()
                .choose(call ->
                        call.is("UploadPart", "/users-") && first.getAndSet(false) ? Fault.refuse() : Fault.none());
        String users = "snapshots/pool/users-0001.csv";
        String upload = once.createMultipartUpload(
                        request -> request.bucket(S3Clients.BUCKET).key(users))
                .uploadId();

        retrying.uploadPart(
                request -> request.bucket(S3Clients.BUCKET)
                        .key(users)
                        .uploadId(upload)
                        .partNumber(1),
                RequestBody.fromString("one"));

        assertThat(statuses("UploadPart")).containsExactly(0, 200);
    }

    @Test
    void callsAreWrittenDownInTheOrderInWhichTheyWereDone() {
        put(once, "one");
        exists();
        once.listObjectsV2(request -> request.bucket(S3Clients.BUCKET).prefix("snapshots/"));

        assertThat(server.calls().all())
                .containsExactly(
                        new S3Calls.Done(new S3Call("PutObject", S3Clients.BUCKET, KEY), 200),
                        new S3Calls.Done(new S3Call("HeadObject", S3Clients.BUCKET, KEY), 200),
                        new S3Calls.Done(new S3Call("ListObjectsV2", S3Clients.BUCKET, "snapshots/"), 200));

        server.calls().stop();
        put(once, "two");
        assertThat(server.calls().all()).isEmpty();
    }

    private static String createUpload() {
        return once.createMultipartUpload(
                        request -> request.bucket(S3Clients.BUCKET).key(KEY))
                .uploadId();
    }

    private static String uploadPart(S3Client client, String upload, byte[] body) {
        return client.uploadPart(
                        request -> request.bucket(S3Clients.BUCKET)
                                .key(KEY)
                                .uploadId(upload)
                                .partNumber(1),
                        RequestBody.fromBytes(body))
                .eTag();
    }

    private static void complete(S3Client client, String upload, String etag) {
        CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
        client.completeMultipartUpload(request ->
                request.bucket(S3Clients.BUCKET).key(KEY).uploadId(upload).multipartUpload(parts -> parts.parts(part)));
    }
}
