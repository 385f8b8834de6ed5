package io.github.cognitodr.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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
        byte[] event;
        try (InputStream in =
                Objects.requireNonNull(PassThroughTriggerTest.class.getResourceAsStream("/events/sign-up.json"))) {
            event = in.readAllBytes();
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();

        trigger.handle(new ByteArrayInputStream(event), answer, "request-1");

        assertThat(answer.toByteArray()).isEqualTo(event);
        assertThat(lines).contains("\"level\":\"ERROR\",\"outcome\":\"Failed\"");
    }
}
