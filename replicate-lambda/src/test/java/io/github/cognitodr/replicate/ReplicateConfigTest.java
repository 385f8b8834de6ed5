package io.github.cognitodr.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitodr.userpool.Environment;
import io.github.cognitodr.userpool.InvalidEnvironmentException;
import io.github.cognitodr.userpool.SignInAttribute;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicateConfigTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "STANDBY_USER_POOL_ID", "ap-northeast-3_AbCdEfGhI",
            "RETRY_QUEUE_URL", "https://sqs.ap-northeast-1.amazonaws.com/123456789012/retry");

    @Test
    void signInIsByEmailUnlessSaidOtherwise() {
        ReplicateConfig config = ReplicateConfig.from(new Environment(COMPLETE));

        assertThat(config.standbyPool().region()).isEqualTo("ap-northeast-3");
        assertThat(config.signIn()).isEqualTo(SignInAttribute.EMAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "STANDBY_USER_POOL_ID, ''",
        "STANDBY_USER_POOL_ID, pool",
        "RETRY_QUEUE_URL, ''",
        "RETRY_QUEUE_URL, retry",
        "USERNAME_ATTRIBUTE, mail",
    })
    void namesTheVariableThatIsMissingOrMalformed(String name, String value) {
        Map<String, String> variables = new HashMap<>(COMPLETE);
        variables.put(name, value);

        assertThatThrownBy(() -> ReplicateConfig.from(new Environment(variables)))
                .isInstanceOf(InvalidEnvironmentException.class)
                .hasMessageContaining(name);
    }
}
