package io.github.cognitodr.sandbox.lambda.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prints each message's body, and does what it says: {@code ok}, {@code fail} (reported), {@code fail-once}, {@code
 * throw}, {@code nonsense} (a malformed answer).
 */
public final class Batch implements RequestStreamHandler {

    // JSON without a library: the child has none.
    private static final Pattern RECORD = Pattern.compile(
            "\"messageId\":\"([^\"]+)\".*?\"body\":\"([^\"]*)\".*?\"ApproximateReceiveCount\":\"(\\d+)\"");

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String event = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        System.out.println("event " + event);
        List<String> failures = new ArrayList<>();
        for (Matcher record = RECORD.matcher(event); record.find(); ) {
            String body = record.group(2);
            int receives = Integer.parseInt(record.group(3));
            System.out.println("message " + body + " receive " + receives);
            if (body.startsWith("throw")) {
                throw new IllegalStateException("as told");
            }
            if (body.startsWith("nonsense")) {
                output.write("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            boolean once = body.startsWith("fail-once");
            if (body.startsWith("fail") && (!once || receives == 1)) {
                failures.add("{\"itemIdentifier\":\"" + record.group(1) + "\"}");
            }
        }
        output.write(("{\"batchItemFailures\":[" + String.join(",", failures) + "]}").getBytes(StandardCharsets.UTF_8));
    }
}
