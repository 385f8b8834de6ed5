package io.github.cognitodr.userpool;

import io.github.cognitodr.sandbox.InvocationResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Calling a function of the sandbox by hand. */
public final class FunctionCalls {
    private FunctionCalls() {}

    /** The event that an SQS event source sends for one message, id m1, received for the first time. */
    public static byte[] sqsEvent(String body) {
        String escaped = body.replace("\\", "\\\\").replace("\"", "\\\"");
        return ("{\"Records\":[{\"messageId\":\"m1\",\"receiptHandle\":\"r1\",\"body\":\"" + escaped
                        + "\",\"attributes\":{\"ApproximateReceiveCount\":\"1\"},\"eventSource\":\"aws:sqs\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What the stacks' schedule sends to every function once a day. */
    public static byte[] dailyCall() {
        try (InputStream in =
                Objects.requireNonNull(FunctionCalls.class.getResourceAsStream("/events/daily-call.json"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer as text, or what went wrong. */
    public static String answer(InvocationResult result) {
        return result instanceof InvocationResult.Answered answered
                ? new String(answered.payload(), StandardCharsets.UTF_8)
                : result.toString();
    }
}
