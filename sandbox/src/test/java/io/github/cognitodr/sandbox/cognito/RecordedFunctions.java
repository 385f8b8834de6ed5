package io.github.cognitodr.sandbox.cognito;

import io.github.cognitodr.sandbox.FunctionInvoker;
import io.github.cognitodr.sandbox.InvocationResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Functions that answer as a test wants, with their calls. By default they give the event back, as they should. */
final class RecordedFunctions implements FunctionInvoker {
    static final String ARN = "arn:aws:lambda:ap-northeast-1:123456789012:function:post-confirmation:live";

    record Call(String arn, String event, Duration limit) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<byte[], InvocationResult> behaviour = InvocationResult.Answered::new;

    void behave(Function<byte[], InvocationResult> newBehaviour) {
        behaviour = newBehaviour;
    }

    @Override
    public InvocationResult invoke(String functionArn, byte[] payload, Duration limit) {
        calls.add(new Call(functionArn, new String(payload, StandardCharsets.UTF_8), limit));
        return behaviour.apply(payload);
    }
}
