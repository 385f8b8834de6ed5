package io.github.cognitodr.backup;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Makes the S3 clients of the functions, on the JDK's own HTTP client. */
final class S3Clients {
    private S3Clients() {}

    /**
     * A client of the function's own Region.
     *
     * @param patience how long one call may take, all its attempts together
     */
    static S3Client patient(Duration patience) {
        return patient(patience, patience);
    }

    /**
     * A client of the function's own Region.
     *
     * @param patience how long one call may take, all its attempts together
     * @param attempt how long to wait for a connection, and for an answer on it, before the next attempt
     */
    static S3Client patient(Duration patience, Duration attempt) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(attempt)
                        .socketTimeout(attempt))
                .overrideConfiguration(client -> client.apiCallTimeout(patience))
                .build();
    }
}
