package io.github.cognitodr.sandbox.lambda;

import io.github.cognitodr.sandbox.InvocationResult;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One call of a function on its way to an execution environment and back. */
final class Invocation {

    private static final SecureRandom RANDOM = new SecureRandom();

    final String requestId = UUID.randomUUID().toString();
    final String functionArn;
    final byte[] payload;
    final CompletableFuture<InvocationResult> result = new CompletableFuture<>();

    Invocation(String functionArn, byte[] payload) {
        this.functionArn = functionArn;
        this.payload = payload;
    }

    /** The X-Ray header in its documented form; not sampled. */
    String traceId(long epochSecond) {
        return "Root=1-%08x-%s;Parent=%s;Sampled=0".formatted(epochSecond, hex(12), hex(8));
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
