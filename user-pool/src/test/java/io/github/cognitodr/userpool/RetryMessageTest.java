package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryMessageTest {

    @Test
    void holdsThePoolAndTheUsernameAndNothingElse() {
        RetryMessage message = new RetryMessage(new UserPoolId("ap-northeast-1_AbCdEfGhI"), "57a4da48");

        assertThat(message.toJson())
                .isEqualTo("{\"userPoolId\":\"ap-northeast-1_AbCdEfGhI\",\"username\":\"57a4da48\"}");
        assertThat(RetryMessage.parse(message.toJson())).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "{}",
                "{\"userPoolId\":\"ap-northeast-1_A\"}",
                "{\"userPoolId\":\"ap-northeast-1_A\",\"username\":\" \"}",
                "{\"userPoolId\":\"ap-northeast-1_A\",\"username\":7}",
                "{\"userPoolId\":\"Tokyo\",\"username\":\"u\"}",
            })
    void whatIsNoMessageIsRefused(String body) {
        assertThatThrownBy(() -> RetryMessage.parse(body)).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 30", "1, 30", "2, 60", "3, 120", "4, 240", "5, 480", "6, 900", "7, 900", "1000, 900"})
    void pausesDoubleUpToAQuarterOfAnHour(int deliveries, long seconds) {
        assertThat(RetryPause.after(deliveries)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void aUsernameThatSomebodyChoseIsNotTakenForTheSub() {
        UserPoolId pool = new UserPoolId("ap-northeast-1_AbCdEfGhI");

        assertThat(new RetryMessage(pool, "57a4da48-20b1-70c3-4f7c-2f1c3b4a5d6e").sub())
                .contains("57a4da48-20b1-70c3-4f7c-2f1c3b4a5d6e");
        assertThat(new RetryMessage(pool, "hanako.yamada").sub()).isEmpty();
    }
}
