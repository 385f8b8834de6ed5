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

    /** @param answering false to do the work and say nothing */
    void handle(HttpExchange exchange, boolean answering) throws IOException {
        ImportJob job = job(exchange.getRequestURI().getPath());
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        if (job == null) {
            refuse(exchange, "AccessDenied", "Access Denied");
        } else if (!query.endsWith("&X-Amz-Signature=" + job.signature())) {
            refuse(
                    exchange,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the "
                            + "signature you provided. Check your key and signing method.");
        } else if (clock.instant().isAfter(job.created().plus(LIFE))) {
            refuse(exchange, "AccessDenied", "Request has expired");
        } else if (!"aws:kms".equals(exchange.getRequestHeaders().getFirst("x-amz-server-side-encryption"))) {
            refuse(
                    exchange,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the "
                            + "signature you provided. Check your key and signing method.");
        } else {
            store(exchange, job);
            if (answering) {
                exchange.getResponseHeaders().add("x-amz-server-side-encryption", "aws:kms");
                exchange.sendResponseHeaders(200, -1);
            }
        }
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

    private static void refuse(HttpExchange exchange, String code, String message) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(403, body.length);
        exchange.getResponseBody().write(body);
    }
}
