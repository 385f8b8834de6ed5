package io.github.cognitodr.sandbox.cognito;

import com.sun.net.httpserver.HttpExchange;
import io.github.cognitodr.sandbox.faults.Failure;
import io.github.cognitodr.sandbox.faults.Faults;
import io.github.cognitodr.sandbox.faults.Ruling;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** From HTTP to operations and back: AWS JSON 1.1, the upload of import files, and the outbox for people. */
final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final String OUTBOX = "/_sandbox/outbox";

    /** The name of the upload for {@link Faults}; S3 calls it PutObject. */
    private static final String UPLOAD = "PutObject";

    private static final String COGNITO = "AWSCognitoIdentityProviderService.";
    private static final String LOGS = "Logs_20140328.";

    private final String region;
    private final Operations cognito;
    private final Operations logs;
    private final TokenBuckets buckets;
    private final Faults<String> faults;
    private final Outbox outbox;
    private final UploadEndpoint uploads;
    private final Traffic traffic;
    private volatile boolean fenced;

    Endpoint(
            String region,
            Operations cognito,
            Operations logs,
            TokenBuckets buckets,
            Faults<String> faults,
            Outbox outbox,
            UploadEndpoint uploads,
            Traffic traffic) {
        this.region = region;
        this.cognito = cognito;
        this.logs = logs;
        this.buckets = buckets;
        this.faults = faults;
        this.outbox = outbox;
        this.uploads = uploads;
        this.traffic = traffic;
    }

    /**
     * Blocks the public operations, as a web ACL before the pool does; IAM-signed ones pass, and what is blocked uses no
     * quota. (facts, Around Cognito)
     */
    void fence(boolean closed) {
        fenced = closed;
    }

    private record Reply(
            int status, ObjectNode body, @Nullable String errorType) {}

    /** Answers one request, or, as a fault has it, does not. Always closes the exchange. */
    void handle(HttpExchange exchange) {
        try {
            route(exchange);
        } catch (IOException e) {
            LOG.debug("the caller went away: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private void route(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(OUTBOX)) {
            send(exchange, new Reply(200, messages(), null));
            return;
        }
        boolean upload =
                path.startsWith(Imports.PATH) && exchange.getRequestMethod().equals("PUT");
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String operation = upload ? UPLOAD : operation(target);
        traffic.called(operation);
        Ruling ruling = faults.rule(operation);
        if (!ruling.admits()) {
            return;
        }
        if (ruling.failure() != null) {
            fail(exchange, target, operation, ruling.failure());
        } else if (upload) {
            UploadEndpoint.Answer answer = uploads.take(exchange);
            if (ruling.answers()) {
                answer.send(exchange);
            }
        } else {
            Reply reply = reply(exchange, target, operation);
            if (ruling.answers()) {
                send(exchange, reply);
            }
        }
    }

    private void fail(HttpExchange exchange, @Nullable String target, String operation, Failure failure)
            throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (failure) {
            case THROTTLED -> send(exchange, error(operation, AwsError.tooManyRequests()));
            case DENIED -> send(exchange, error(operation, denied(target, operation, body)));
            case INTERNAL_ERROR -> send(exchange, error(operation, AwsError.internal("Something went wrong")));
            case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
        }
    }

    private AwsError denied(@Nullable String target, String operation, byte[] body) {
        if (target == null) {
            return AwsError.accessDenied(Permission.ofUpload());
        }
        try {
            return AwsError.accessDenied(
                    target.startsWith(LOGS)
                            ? Permission.ofLogs(region, operation, parse(body))
                            : Permission.ofCognito(region, operation, parse(body)));
        } catch (AwsError malformed) {
            return malformed;
        }
    }

    private static String operation(@Nullable String target) {
        return target == null ? "" : target.substring(target.indexOf('.') + 1);
    }

    private Reply reply(HttpExchange exchange, @Nullable String target, String operation) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean authorized = exchange.getRequestHeaders().containsKey("Authorization");
        try {
            if (target != null && target.startsWith(COGNITO)) {
                if (fenced && cognito.isOpen(operation)) {
                    throw AwsError.of("ForbiddenException", "Request not allowed due to WAF block.");
                }
                Input input = parse(body);
                buckets.take(operation, poolOf(input));
                return new Reply(200, cognito.run(operation, authorized, input), null);
            }
            if (target != null && target.startsWith(LOGS)) {
                return new Reply(200, logs.run(operation, authorized, parse(body)), null);
            }
            throw AwsError.of("UnknownOperationException", "The sandbox does not know the target " + target);
        } catch (AwsError e) {
            return error(operation, e);
        } catch (RuntimeException e) {
            LOG.error("{} failed", operation, e);
            return error(
                    operation,
                    AwsError.internal("The sandbox failed: " + e.getClass().getSimpleName()));
        }
    }

    private static Input parse(byte[] body) {
        try {
            if (body.length == 0) {
                return new Input(Json.object());
            }
            if (Json.MAPPER.readTree(body) instanceof ObjectNode object) {
                return new Input(object);
            }
        } catch (JacksonException malformed) {
            throw AwsError.of("SerializationException", "The request is not JSON");
        }
        throw AwsError.of("SerializationException", "The request is not a JSON object");
    }

    private static @Nullable String poolOf(Input input) {
        return input.has("UserPoolId") ? input.optional("UserPoolId") : null;
    }

    private Reply error(String operation, AwsError e) {
        if (e.isThrottling()) {
            traffic.throttled(operation);
        }
        ObjectNode body = Json.object().put("__type", e.type()).put("message", e.text());
        return new Reply(e.status(), body, e.type());
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = Json.MAPPER.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.getResponseHeaders().set("x-amzn-RequestId", UUID.randomUUID().toString());
        if (reply.errorType() != null) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", reply.errorType());
        }
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private ObjectNode messages() {
        ObjectNode answer = Json.object();
        ArrayNode array = answer.putArray("messages");
        for (Outbox.Message message : outbox.messages()) {
            array.addObject()
                    .put("destination", message.destination())
                    .put("userPoolId", message.userPoolId())
                    .put("kind", message.kind().name())
                    .put("code", message.code())
                    .put("at", message.at().toString());
        }
        return answer;
    }
}
