package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class S3CallsTest {
    private final AwsServiceException.Builder answer =
            AwsServiceException.builder().statusCode(503).requestId("4711");

    @Test
    void aFailureSaysWhatS3CallsIt() {
        answer.awsErrorDetails(AwsErrorDetails.builder().errorCode("SlowDown").build());

        assertMessage(answer.build(), "S3 did not take the file: SlowDown (request 4711)");
    }

    @Test
    void anAnswerWithoutACodeIsNamedByItsStatus() {
        assertMessage(answer.build(), "S3 did not take the file: status 503 (request 4711)");
        answer.awsErrorDetails(AwsErrorDetails.builder().build());
        assertMessage(answer.build(), "S3 did not take the file: status 503 (request 4711)");
    }

    @Test
    void noAnswerIsNamedByItsKind() {
        assertMessage(SdkClientException.create("of 127.0.0.1"), "S3 did not take the file: SdkClientException");
    }

    private static void assertMessage(RuntimeException failure, String message) {
        assertThatThrownBy(() -> S3Calls.call("take the file", () -> {
                    throw failure;
                }))
                .isInstanceOf(IOException.class)
                .hasMessage(message)
                .hasCause(failure);
    }
}
