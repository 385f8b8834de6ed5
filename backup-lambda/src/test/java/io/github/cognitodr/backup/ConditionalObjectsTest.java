package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What is made of each answer that S3 gives to a conditional write. (API reference, PutObject: If-Match, If-None-Match) */
class ConditionalObjectsTest {
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final AnsweringS3 s3 = new AnsweringS3();
    private final ConditionalObjects objects = new ConditionalObjects(s3, "bucket");

    @Test
    void aFirstVersionIsWrittenWhereThereIsNone() throws IOException {
        assertThat(write(Optional.empty())).contains("etag-of-mine");
        assertThat(s3.conditions).containsExactly("If-None-Match: *");
    }

    @Test
    void anotherWriteUnderWayIsWaitedForAndTheSameConditionAskedOnceMore() throws IOException {
        s3.refusals.addAll(List.of(CONFLICT, CONFLICT));

        assertThat(write(Optional.of("etag-1"))).contains("etag-of-mine");
        assertThat(s3.conditions).containsExactly("If-Match: etag-1", "If-Match: etag-1", "If-Match: etag-1");
    }

    @Test
    void whoLosesAgainstTheOtherWriteHearsOfIt() throws IOException {
        s3.refusals.addAll(List.of(CONFLICT, PRECONDITION_FAILED));
        s3.present = Optional.of("another's");

        assertThat(write(Optional.of("etag-1"))).isEmpty();
    }

    @Test
    void theOtherWriteCanBeOnesOwnWhoseAnswerWasLost() throws IOException {
        s3.refusals.addAll(List.of(CONFLICT, PRECONDITION_FAILED));
        s3.present = Optional.of("mine");

        assertThat(write(Optional.empty())).contains("etag-of-mine");
    }

    /** Nobody may conclude from it that something else is there: a manifest would be given up. */
    @Test
    void conflictsWithoutAnEndAreAFailureAndNoLoss() {
        s3.refusals.addAll(Collections.nCopies(100, CONFLICT));

        assertThatThrownBy(() -> write(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessage("S3 did not take key: ConditionalRequestConflict (request null)");
        assertThat(s3.conditions).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {PRECONDITION_FAILED, 404})
    void aConditionThatDoesNotHoldIsALoss(int status) throws IOException {
        s3.refusals.add(status);

        assertThat(write(Optional.of("etag-1"))).isEmpty();
        assertThat(s3.conditions).hasSize(1);
    }

    @Test
    void whateverElseIsRefusedIsAFailure() {
        s3.refusals.add(403);

        assertThatThrownBy(() -> write(Optional.empty())).isInstanceOf(IOException.class);
    }

    private Optional<String> write(Optional<String> replaced) throws IOException {
        return objects.write("key", "mine", replaced, Optional.empty());
    }

    /** Refuses writes as it is told to, and takes them after that. */
    private static final class AnsweringS3 implements S3Client {
        final Deque<Integer> refusals = new ArrayDeque<>();
        final List<String> conditions = new ArrayList<>();
        Optional<String> present = Optional.empty();

        @Override
        public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            conditions.add(
                    request.ifMatch() == null
                            ? "If-None-Match: " + request.ifNoneMatch()
                            : "If-Match: " + request.ifMatch());
            if (!refusals.isEmpty()) {
                throw refusal(refusals.remove());
            }
            return PutObjectResponse.builder().eTag("etag-of-mine").build();
        }

        @Override
        public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
            String object = present.orElseThrow(
                    () -> NoSuchKeyException.builder().statusCode(404).build());
            try {
                return transformer.transform(
                        GetObjectResponse.builder().eTag("etag-of-" + object).build(),
                        AbortableInputStream.create(new ByteArrayInputStream(object.getBytes(StandardCharsets.UTF_8))));
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing is open
        }

        private static S3Exception refusal(int status) {
            return (S3Exception) S3Exception.builder()
                    .statusCode(status)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(status == CONFLICT ? "ConditionalRequestConflict" : "Refused")
                            .build())
                    .build();
        }
    }
}
