package io.github.cognitodr.backup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cognitodr.userpool.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands between a worker and the sandbox's Cognito, and shows it what ListUsers may answer and the sandbox has no way to
 * come to: pages that are empty and carry a token all the same, and records of users whom other identity providers made, or
 * the future will. Everything else passes as it is.
 */
final class RetouchedListing implements AutoCloseable {
    private static final String JSON = "application/x-amz-json-1.1";

    /** Set by the JDK's client itself. */
    private static final Set<String> HOP = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private final URI cognito;
    private final BooleanSupplier emptyNext;
    private final Map<String, Consumer<ObjectNode>> retouches = new ConcurrentHashMap<>();
    private final AtomicInteger emptied = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "retouched-listing");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    /**
     * Starts one.
     *
     * @param cognito the endpoint that takes all Regions' requests
     * @param emptyNext asked at each page that is asked for by a token, whether to give nobody and the same token again
     */
    RetouchedListing(URI cognito, BooleanSupplier emptyNext) {
        this.cognito = cognito;
        this.emptyNext = emptyNext;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** For the environment of a function. */
    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Lets a user appear otherwise than Cognito has it. */
    void retouch(String username, Consumer<ObjectNode> retouch) {
        retouches.put(username, retouch);
    }

    /** How many pages were empty. */
    int emptied() {
        return emptied.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean listing = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    .endsWith(".ListUsers");
            JsonNode token = listing
                    ? LogLine.parse(new String(body, StandardCharsets.UTF_8)).path("PaginationToken")
                    : LogLine.parse("{}");
            if (token.isString() && emptyNext.getAsBoolean()) {
                emptied.incrementAndGet();
                answer(exchange, 200, JSON, "{\"Users\":[],\"PaginationToken\":\"" + token.asString() + "\"}");
                return;
            }
            HttpResponse<String> answer = forward(exchange, body);
            answer(
                    exchange,
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(JSON),
                    listing && answer.statusCode() == 200 && !retouches.isEmpty()
                            ? retouched(answer.body())
                            : answer.body());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws IOException where Cognito hung up; so does this then */
    private HttpResponse<String> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(cognito.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (Map.Entry<String, List<String>> header :
                exchange.getRequestHeaders().entrySet()) {
            if (!HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                header.getValue().forEach(value -> request.header(header.getKey(), value));
            }
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private String retouched(String page) {
        JsonNode json = LogLine.parse(page);
        for (JsonNode user : json.path("Users")) {
            Consumer<ObjectNode> retouch = retouches.get(user.path("Username").asString());
            if (retouch != null) {
                retouch.accept((ObjectNode) user);
            }
        }
        return json.toString();
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
