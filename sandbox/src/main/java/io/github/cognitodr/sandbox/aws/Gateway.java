package io.github.cognitodr.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One door to the Cognito of every Region. A function that talks to two Regions has one environment variable for both,
 * {@code AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER}; which Region a request is for stands in the credential scope of its
 * signature: {@code Credential=<key>/<date>/<region>/cognito-idp/aws4_request}. Thread-safe.
 */
public final class Gateway implements AutoCloseable {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/,]+/\\d{8}/([^/,]+)/cognito-idp/aws4_request");

    private final Map<String, HttpHandler> regions;
    private final HttpServer server = Loopback.server();
    private final ExecutorService threads = Loopback.threads("cognito-gateway");

    /** Starts on a free port, with who answers for each Region. */
    public Gateway(Map<String, HttpHandler> regions) {
        this.regions = Map.copyOf(regions);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens. */
    public URI endpoint() {
        return Loopback.uri(server);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        @Nullable String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        if (!scope.find()) {
            refuse(exchange, "MissingAuthenticationTokenException", "The request is not signed for cognito-idp");
            return;
        }
        HttpHandler region = regions.get(scope.group(1));
        if (region == null) {
            refuse(exchange, "InvalidSignatureException", "The sandbox has no Region " + scope.group(1));
            return;
        }
        region.handle(exchange);
    }

    private static void refuse(HttpExchange exchange, String type, String message) throws IOException {
        // Read to the end, or the connection cannot be used again.
        exchange.getRequestBody().readAllBytes();
        byte[] body = "{\"__type\":\"%s\",\"message\":\"%s\"}"
                .formatted(type, message)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        exchange.sendResponseHeaders(400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
