package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassThroughTriggerTest {
    private final StringBuilder lines = new StringBuilder();
    private final StructuredLog log =
            new StructuredLog("test", line -> lines.append(new String(line, StandardCharsets.UTF_8)));

    @Test
    void aClassThatIsMissingFailsNobodysSignUp() throws IOException {
        PassThroughTrigger trigger = new PassThroughTrigger(
                confirmation -> {
                    throw new NoClassDefFoundError("software/amazon/awssdk/Missing");
                },
                log);
        byte[] event = event("sign-up.json");

        assertThat(answer(trigger, event)).isEqualTo(event);
        assertThat(lines).contains("\"level\":\"ERROR\",\"outcome\":\"Failed\"");
    }

    /** The call that keeps a SnapStart version alive is one of these. */
    @ParameterizedTest
    @ValueSource(strings = {"unknown-source.json", "daily-call.json"})
    void anUnknownSourceIsAnsweredUnchangedAndCountedNowhere(String name) throws IOException {
        PassThroughTrigger trigger = new PassThroughTrigger(
                confirmation -> {
                    throw new AssertionError("acted upon");
                },
                log);
        byte[] event = event(name);

        assertThat(answer(trigger, event)).isEqualTo(event);
        assertThat(lines).contains("\"outcome\":\"Skipped\"").doesNotContain("_aws");
    }

    private static byte[] answer(PassThroughTrigger trigger, byte[] event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        trigger.handle(new ByteArrayInputStream(event), answer, "request-1");
        return answer.toByteArray();
    }

    private static byte[] event(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(PassThroughTriggerTest.class.getResourceAsStream("/events/" + name))) {
            return in.readAllBytes();
        }
    }
}
