package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    @Test
    void readsWhatIsThere() {
        Environment environment = new Environment(Map.of("POOL", " ap-northeast-3_AbCdEfGhI ", "RPS", "20"));

        assertThat(environment.required("POOL", UserPoolId::new).region()).isEqualTo("ap-northeast-3");
        assertThat(environment.optional("RPS", Environment.integer(1, 30))).contains(20);
        assertThat(environment.optional("NONE", Environment.integer(1, 30))).isEmpty();
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatThrownBy(() -> new Environment(Map.of("POOL", " ")).required("POOL", UserPoolId::new))
                .isInstanceOf(InvalidEnvironmentException.class)
                .hasMessage("The environment variable POOL is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "ap-northeast-3",
                "ap-northeast-3_",
                "_AbC",
                "ap-northeast-3_Ab CdE",
                "AP-NORTHEAST-3_AbC"
            })
    void namesTheVariableThatHoldsNoPoolId(String value) {
        assertThatThrownBy(() -> new Environment(Map.of("POOL", value)).required("POOL", UserPoolId::new))
                .isInstanceOf(InvalidEnvironmentException.class)
                .hasMessageStartingWith("The environment variable POOL ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "31", "-1", "1.5", "twenty", "99999999999"})
    void saysWhichNumbersAreAllowed(String value) {
        assertThatThrownBy(() -> new Environment(Map.of("RPS", value)).optional("RPS", Environment.integer(1, 30)))
                .isInstanceOf(InvalidEnvironmentException.class)
                .hasMessage(
                        "The environment variable RPS must be a whole number from 1 to 30, but is \"" + value + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"queue", "https://", "https://host", "https://host/", "ftp://host/1/q", "https://host//q", "a b"
            })
    void refusesWhatIsNoQueueUrl(String value) {
        assertThatThrownBy(() -> new Environment(Map.of("Q", value)).required("Q", Environment.queueUrl()))
                .isInstanceOf(InvalidEnvironmentException.class)
                .hasMessageContaining("Q must be the URL of an SQS queue");
    }

    @Test
    void signInAttributesAreListedWhereOneIsUnknown() {
        assertThatThrownBy(() -> new Environment(Map.of("USERNAME_ATTRIBUTE", "mail"))
                        .optional("USERNAME_ATTRIBUTE", SignInAttribute::ofId))
                .hasMessage("The environment variable USERNAME_ATTRIBUTE must be one of email, phone_number, username,"
                        + " but is \"mail\"");
    }
}
