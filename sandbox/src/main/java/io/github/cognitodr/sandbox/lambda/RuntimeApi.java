package io.github.cognitodr.sandbox.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cognitodr.sandbox.aws.Loopback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Runtime API of one execution environment: each has its own, as each has its own micro virtual machine on AWS, so a
 * request says by its port where it comes from. (Developer guide, Using the Lambda runtime API for custom runtimes)
 */
final class RuntimeApi implements AutoCloseable {

    /** The environment's side of the conversation. */
    interface Environment {

        /** Waits for the next invocation; empty when the environment ends. */
        Optional<Invocation> next() throws InterruptedException;

        /** When the invocation that {@link #next} just gave will be timed out. */
        Instant deadline();

        void answered(String requestId, byte[] payload);

        void failed(String requestId, String errorType, String message);

        void initFailed(InitError error);
    }

    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final Pattern OUTCOME = Pattern.compile(PREFIX + "invocation/([^/]+)/(response|error)");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server = Loopback.server();
    private final ExecutorService threads;
    private final Environment environment;

    RuntimeApi(String name, Environment environment) {
        this.environment = environment;
        this.threads = Loopback.threads("runtime-api-" + name);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** {@code host:port}, the form that AWS_LAMBDA_RUNTIME_API has. */
    String hostAndPort() {
        return Loopback.HOST + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        // Interrupts whoever waits in next() first: stop() waits for its threads on some JDKs.
        threads.shutdownNow();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean post = exchange.getRequestMethod().equals("POST");
        Matcher outcome = OUTCOME.matcher(path);
        if (!post && path.equals(PREFIX + "invocation/next")) {
            next(exchange);
        } else if (!post && path.equals(PREFIX + "restore/next")) {
            // With SnapStart the runtime asks when its snapshot is restored. Here none is taken, and it goes on at
            // once.
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        } else if (post && (path.equals(PREFIX + "init/error") || path.equals(PREFIX + "restore/error"))) {
            Failure failure = failure(exchange);
            environment.initFailed(new InitError(failure.errorType, failure.message));
            accepted(exchange);
        } else if (post && outcome.matches()) {
            if (outcome.group(2).equals("response")) {
                environment.answered(outcome.group(1), exchange.getRequestBody().readAllBytes());
            } else {
                Failure failure = failure(exchange);
                environment.failed(outcome.group(1), failure.errorType, failure.message);
            }
            accepted(exchange);
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        Optional<Invocation> next;
        try {
            next = environment.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            next = Optional.empty();
        }
        if (next.isEmpty()) {
            exchange.close();
            return;
        }
        Invocation invocation = next.get();
        Instant deadline = environment.deadline();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId);
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline.toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn);
        headers.set("Lambda-Runtime-Trace-Id", invocation.traceId(deadline.getEpochSecond()));
        exchange.sendResponseHeaders(200, invocation.payload.length == 0 ? -1 : invocation.payload.length);
        exchange.getResponseBody().write(invocation.payload);
        exchange.close();
    }

    private static void accepted(HttpExchange exchange) throws IOException {
        byte[] body = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.aws.lambda.json.res");
        exchange.sendResponseHeaders(202, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private record Failure(String errorType, String message) {}

    /** The body is {@code {"errorMessage","errorType","stackTrace"}}; the header says it coarsely where there is none. */
    private static Failure failure(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        @Nullable String header = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        String coarse = header == null ? "Runtime.Unknown" : header;
        try {
            JsonNode error = JSON.readTree(body);
            return new Failure(
                    error.path("errorType").asString(coarse),
                    error.path("errorMessage").asString(""));
        } catch (JacksonException e) {
            return new Failure(coarse, new String(body, StandardCharsets.UTF_8));
        }
    }
}
