package io.github.cognitodr.sandbox.cognito;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes the file of an import job under its pre-signed URL, and refuses as S3 does: in XML, status 403.
 *
 * <p>The URL lives 15 minutes, and its signature covers the header {@code x-amz-server-side-encryption: aws:kms}.
 * (facts, Import job)
 */
final class UploadEndpoint {
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final Pools pools;
    private final Clock clock;

    UploadEndpoint(Pools pools, Clock clock) {
        this.pools = pools;
        this.clock = clock;
    }

    /** What the caller is told: nothing but success where there is no error code. */
    record Answer(@Nullable String code, String message) {

        private static final Answer STORED = new Answer(null, "");

        void send(HttpExchange exchange) throws IOException {
            if (code == null) {
                exchange.getResponseHeaders().add("x-amz-server-side-encryption", "aws:kms");
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>"
                            + message + "</Message></Error>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(403, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Stores the file, or does not; the caller is to be told what this returns. */
    Answer take(HttpExchange exchange) throws IOException {
        ImportJob job = job(exchange.getRequestURI().getPath());
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (job == null) {
            return refusal(exchange, "AccessDenied", "Access Denied");
        }
        boolean signed = query.endsWith("&X-Amz-Signature=" + job.signature());
        if (signed && clock.instant().isAfter(job.created().plus(LIFE))) {
            return refusal(exchange, "AccessDenied", "Request has expired");
        }
        if (!signed || !"aws:kms".equals(exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption"))) {
            return refusal(
                    exchange,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the "
                            + "signature you provided. Check your key and signing method.");
        }
        store(exchange, job);
        return Answer.STORED;
    }

    private @Nullable ImportJob job(String path) {
        String[] parts = path.substring(Imports.PATH.length()).split("/", -1);
        if (parts.length != 2) {
            return null;
        }
        try {
            return pools.get(parts[0]).importJob(parts[1]);
        } catch (AwsError unknown) {
            return null;
        }
    }

    private static void store(HttpExchange exchange, ImportJob job) throws IOException {
        Path file = Files.createTempFile("import-", ".csv");
        file.toFile().deleteOnExit();
        try (InputStream body = exchange.getRequestBody()) {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
        }
        Path before = job.setFile(file);
        if (before != null) {
            Files.deleteIfExists(before);
        }
    }

    private static Answer refusal(HttpExchange exchange, String code, String message) throws IOException {
        exchange.getRequestBody().readAllBytes();
        return new Answer(code, message);
    }
}
