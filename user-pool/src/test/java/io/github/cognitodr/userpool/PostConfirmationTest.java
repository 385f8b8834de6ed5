package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.CognitoUserPoolPostConfirmationEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostConfirmationTest {

    @Test
    void tellsWhoSignedUp() throws IOException {
        PostConfirmation confirmation =
                PostConfirmation.parse(event("sign-up.json")).orElseThrow();

        assertThat(confirmation.source()).isEqualTo(PostConfirmation.Source.SIGN_UP);
        assertThat(confirmation.userPoolId().value()).isEqualTo("ap-northeast-1_AbCdEfGhI");
        assertThat(confirmation.person().stableId()).isEqualTo("57a4da48-20b1-70c3-4f7c-2f1c3b4a5d6e");
        assertThat(confirmation.person().attribute("name")).contains("山田, \"Hanako\"\nYamada");
        assertThat(confirmation.person().status()).isEqualTo(UserStatus.CONFIRMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-up.json", "password-reset.json", "federated.json"})
    void readsTheSameAsTheEventTypeOfAws(String name) throws IOException {
        CognitoUserPoolPostConfirmationEvent theirs = LambdaEventSerializers.serializerFor(
                        CognitoUserPoolPostConfirmationEvent.class, PostConfirmationTest.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(event(name)));

        PostConfirmation ours = PostConfirmation.parse(event(name)).orElseThrow();

        assertThat(ours.userPoolId().value()).isEqualTo(theirs.getUserPoolId());
        assertThat(ours.person().username()).isEqualTo(theirs.getUserName());
        assertThat(ours.person().attributes()).isEqualTo(theirs.getRequest().getUserAttributes());
    }

    @Test
    void tellsAPasswordResetApart() throws IOException {
        assertThat(PostConfirmation.parse(event("password-reset.json")))
                .get()
                .extracting(PostConfirmation::source)
                .isEqualTo(PostConfirmation.Source.PASSWORD_RESET);
    }

    @Test
    void anUnknownSourceIsNothing() throws IOException {
        assertThat(PostConfirmation.parse(event("unknown-source.json"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "hanako@example.com",
                "{\"triggerSource\":\"PostConfirmation_ConfirmSignUp\",\"userName\":\"hanako@example.com\"}",
                "{\"triggerSource\":\"PostConfirmation_ConfirmSignUp\",\"userPoolId\":\"hanako@example.com\"",
            })
    void whatIsNoEventIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> PostConfirmation.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageNotContaining("hanako")
                .hasNoCause();
    }

    private static byte[] event(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PostConfirmationTest.class.getResourceAsStream("/events/" + name))) {
            return in.readAllBytes();
        }
    }
}
