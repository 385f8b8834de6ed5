package io.github.cognitodr.userpool.cognito;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;

/**
 * Makes the Cognito clients of the functions: on the JDK's own HTTP client, the smallest and the quickest at its first
 * call, with the SDK's default credentials (the environment-variable provider alone fails under SnapStart).
 */
public final class CognitoClients {
    /** With the SDK's backoff of up to 20 seconds, enough to sit out a burst of other callers on a shared quota. */
    private static final int ATTEMPTS = 8;

    private CognitoClients() {}

    /**
     * A client with the SDK's retries, for reading.
     *
     * @param patience how long to wait for a connection, and for each answer on it
     */
    public static CognitoIdentityProviderClient retrying(String region, Duration patience) {
        return builder(region, patience)
                .overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.standardStrategyBuilder()
                        .maxAttempts(ATTEMPTS)
                        .build()))
                .build();
    }

    /**
     * A client that calls once, for whoever decides for itself when to call again.
     *
     * @param patience how long to wait for a connection, and for each answer on it
     */
    public static CognitoIdentityProviderClient withoutRetries(String region, Duration patience) {
        return builder(region, patience)
                .overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static CognitoIdentityProviderClientBuilder builder(String region, Duration patience) {
        return CognitoIdentityProviderClient.builder()
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(patience)
                        .socketTimeout(patience));
    }
}
