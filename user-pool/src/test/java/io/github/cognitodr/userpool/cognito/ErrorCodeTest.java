package io.github.cognitodr.userpool.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class ErrorCodeTest {
    private final AwsServiceException.Builder answer =
            AwsServiceException.builder().statusCode(503);

    @Test
    void isWhatTheServiceCallsIt() {
        AwsErrorDetails details =
                AwsErrorDetails.builder().errorCode("SlowDown").build();

        assertThat(ErrorCode.of(answer.awsErrorDetails(details).build())).isEqualTo("SlowDown");
    }

    @Test
    void isTheStatusWhereTheAnswerHoldsNone() {
        assertThat(ErrorCode.of(answer.build())).isEqualTo("status 503");
        assertThat(ErrorCode.of(answer.awsErrorDetails(AwsErrorDetails.builder().build())
                        .build()))
                .isEqualTo("status 503");
    }
}
