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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One door to the services of every Region. A process that talks to two Regions has one environment variable a service for
 * both, such as {@code AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER}; which service and which Region a request is for stands
 * in the credential scope of its signature: {@code Credential=<key>/<date>/<region>/<service>/aws4_request}. Thread-safe.
 */
public final class Gateway implements AutoCloseable {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^/,]+/\\d{8}/([^/,]+)/([^/,]+)/aws4_request");

    private final Map<String, Map<String, HttpHandler>> services;
    private final HttpServer server = Loopback.server();
    private final ExecutorService threads = Loopback.threads("gateway");

    /**
     * Starts on a free port.
     *
     * @param services who answers, by the service's name in a signature, such as {@code cognito-idp}, and by Region
     */
    public Gateway(Map<String, Map<String, HttpHandler>> services) {
        this.services = services.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, service -> Map.copyOf(service.getValue())));
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
            refuse(exchange, "MissingAuthenticationTokenException", "The request is not signed");
            return;
        }
        Map<String, HttpHandler> regions = services.get(scope.group(2));
        if (regions == null) {
            refuse(exchange, "InvalidSignatureException", "The sandbox has no service " + scope.group(2));
            return;
        }
        HttpHandler region = regions.get(scope.group(1));
        if (region == null) {
            refuse(exchange, "InvalidSignatureException", "The sandbox has no Region " + scope.group(1));
            return;
        }
        region.handle(exchange);
    }

    /** In the protocol in which it was asked: AWS Query sends a form and reads XML, the others send and read JSON. */
    private static void refuse(HttpExchange exchange, String type, String message) throws IOException {
        // Read to the end, or the connection cannot be used again.
        exchange.getRequestBody().readAllBytes();
        @Nullable String asked = exchange.getRequestHeaders().getFirst("Content-Type");
        boolean query = asked != null && asked.startsWith("application/x-www-form-urlencoded");
        String text = query
                ? "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                : "{\"__type\":\"%s\",\"message\":\"%s\"}";
        byte[] body = text.formatted(type, message).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", query ? "text/xml" : "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        exchange.sendResponseHeaders(400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
