package io.github.cognitodr.operator.imports;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Puts a file under the pre-signed URL of a job, streaming. Thread-safe. */
final class Upload {
    private static final int DONE = 200;

    private final HttpClient http;
    private final Duration longest;

    /** @param longest for the whole file */
    Upload(Duration connection, Duration longest) {
        this.longest = longest;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connection)
                .proxy(ProxySelector.getDefault())
                .build();
    }

    /**
     * Sends the file.
     *
     * @return empty if it is there; otherwise why it is not, in few words
     */
    String put(String url, Path file) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    // the URL's signature covers it (facts, Import job)
                    .header("x-amz-server-side-encryption", "aws:kms")
                    .timeout(longest)
                    .PUT(HttpRequest.BodyPublishers.ofFile(file))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == DONE ? "" : "status " + status;
        } catch (IOException failed) {
            return failed.getClass().getSimpleName();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while uploading an import file", stopped);
        }
    }
}
