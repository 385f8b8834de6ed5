package io.github.cognitodr.sandbox.lambda.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Does what the event tells it. */
public final class Probe implements RequestHandler<Map<String, Object>, Object> {

    private int invocations;

    @Override
    public Object handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        String action = Objects.toString(event.get("do"));
        return switch (action) {
            case "echo" -> event;
            case "fail" -> throw new IllegalStateException("as told");
            case "exit" -> exit();
            case "exitInTheMiddleOfALine" -> {
                System.out.print("half a");
                System.out.flush();
                yield exit();
            }
            case "sleep" -> sleep(Long.parseLong(Objects.toString(event.get("millis"))));
            case "environment" -> new LinkedHashMap<>(System.getenv());
            case "count" -> Map.of("pid", ProcessHandle.current().pid(), "invocations", invocations);
            case "context" ->
                Map.of(
                        "requestId", context.getAwsRequestId(),
                        "arn", context.getInvokedFunctionArn(),
                        "name", context.getFunctionName(),
                        "memory", context.getMemoryLimitInMB(),
                        "remaining", context.getRemainingTimeInMillis(),
                        "maxHeap", Runtime.getRuntime().maxMemory(),
                        "charset", Charset.defaultCharset().name(),
                        "directory", System.getProperty("user.dir"));
            default -> throw new IllegalArgumentException(action);
        };
    }

    private static String exit() {
        System.exit(3);
        return "unreachable";
    }

    private static String sleep(long millis) {
        System.out.println("sleeps");
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        System.out.println("slept");
        return "slept";
    }
}
