package io.github.cognitodr.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.Context;
import io.github.cognitodr.userpool.StructuredLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotOnConfirmationTest {
    private static final Instant NOW = Instant.parse("2026-11-22T06:30:12Z");

    private final List<String> asked = new ArrayList<>();
    private final List<String> resets = new ArrayList<>();
    private final StringBuilder log = new StringBuilder();
    private boolean down;

    @Test
    void aSignUpAsksForASnapshot() throws IOException {
        byte[] event = event("sign-up.json");

        assertThat(handle(event)).isEqualTo(event);

        assertThat(asked)
                .containsExactly(
                        "{\"userPoolId\":\"ap-northeast-1_AbCdEfGhI\",\"startAfter\":\"2026-11-22T06:36:00Z\"}");
        assertThat(resets).isEmpty();
    }

    @Test
    void aPasswordResetLeavesTheTimeUnderTheStableId() throws IOException {
        byte[] event = event("password-reset.json");

        assertThat(handle(event)).isEqualTo(event);

        assertThat(asked).isEmpty();
        assertThat(resets)
                .containsExactly("ap-northeast-1_AbCdEfGhI/57a4da48-20b1-70c3-4f7c-2f1c3b4a5d6e 2026-11-22T06:30:12Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-up.json", "password-reset.json"})
    void nobodyFailsBecauseOfASnapshot(String name) throws IOException {
        byte[] event = event(name);
        down = true;

        assertThat(handle(event)).isEqualTo(event);
        assertThat(log).contains("\"level\":\"ERROR\",\"outcome\":\"Failed\"");
    }

    @Test
    void anUnknownSourcePassesThrough() throws IOException {
        byte[] event = event("unknown-source.json");

        assertThat(handle(event)).isEqualTo(event);
        assertThat(asked).isEmpty();
        assertThat(log).contains("\"outcome\":\"Skipped\"");
    }

    private byte[] handle(byte[] event) throws IOException {
        SnapshotQueue queue = new SnapshotQueue() {
            @Override
            public void ask(SnapshotRequest request) {
                check();
                asked.add(request.toJson());
            }

            @Override
            public void askAgainIn(String receiptHandle, Duration delay) {
                throw new UnsupportedOperationException();
            }
        };
        PasswordResets store = (pool, stableId, at) -> {
            check();
            resets.add(pool + "/" + stableId + " " + at);
        };
        SnapshotOnConfirmation function = new SnapshotOnConfirmation(
                queue,
                store,
                new SnapshotWindow(Duration.ofSeconds(300), Duration.ofSeconds(60)),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new StructuredLog("test", line -> log.append(new String(line, StandardCharsets.UTF_8))));
        Context context = mock(Context.class);
        when(context.getAwsRequestId()).thenReturn("request-1");
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event), answer, context);
        assertThat(log).doesNotContain("hanako", "Hanako", "山田");
        return answer.toByteArray();
    }

    private void check() {
        if (down) {
            throw new SnapshotRequestException("SendMessage failed", new IllegalStateException("hanako@example.com"));
        }
    }

    private static byte[] event(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(SnapshotOnConfirmationTest.class.getResourceAsStream("/events/" + name))) {
            return in.readAllBytes();
        }
    }
}
