package io.github.cognitodr.sandbox;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** SDK clients that talk to the sandbox, and are closed with it. */
final class SandboxClients implements AutoCloseable {

    /** Credentials that nobody but the sandbox takes. */
    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "sandbox"));

    private final Deque<SdkAutoCloseable> open = new ArrayDeque<>();

    synchronized <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C build(
            B builder, String region, URI endpoint) {
        C client = builder.region(Region.of(region))
                .endpointOverride(endpoint)
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        open.push(client);
        return client;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
