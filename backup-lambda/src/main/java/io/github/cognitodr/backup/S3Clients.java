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
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(patience)
                        .socketTimeout(patience))
                .overrideConfiguration(client -> client.apiCallTimeout(patience))
                .build();
    }
}
