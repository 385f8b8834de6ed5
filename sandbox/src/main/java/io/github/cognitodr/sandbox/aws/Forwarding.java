package io.github.cognitodr.sandbox.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Passes requests on to another server, and its answers back. Where that server cannot be reached, or hangs up, the caller's
 * connection closes without an answer as well. Thread-safe.
 */
public final class Forwarding implements HttpHandler {

    /** What is about a connection, not about the request; the JDK says it anew. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");

    private final Supplier<URI> server;

    /**
     * To one server.
     *
     * @param server asked at every request; may take its time to start it
     */
    public Forwarding(Supplier<URI> server) {
        this.server = server;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try {
            forward(exchange);
        } catch (IOException eitherIsGone) {
            // Nothing is said, as if this were the server itself.
        } finally {
            exchange.close();
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        HttpURLConnection connection = (HttpURLConnection)
                server.get().resolve(exchange.getRequestURI()).toURL().openConnection();
        connection.setRequestMethod(exchange.getRequestMethod());
        connection.setInstanceFollowRedirects(false);
        copy(exchange.getRequestHeaders(), connection);
        // A connection kept from before an outage would fail, and the JDK would send the request twice.
        connection.setRequestProperty("Connection", "close");
        if (request.length > 0) {
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(request.length);
            connection.getOutputStream().write(request);
        }
        int status = connection.getResponseCode();
        byte[] answer = body(connection, status);
        connection.getHeaderFields().forEach((name, values) -> {
            // The status line has no name.
            if (name != null && !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        if (answer.length > 0) {
            exchange.getResponseBody().write(answer);
        }
    }

    private static void copy(Map<String, List<String>> headers, HttpURLConnection connection) {
        headers.forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> connection.addRequestProperty(name, value));
            }
        });
    }

    private static byte[] body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return body == null ? new byte[0] : body.readAllBytes();
        }
    }
}
