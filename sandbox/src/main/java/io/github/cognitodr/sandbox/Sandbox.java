package io.github.cognitodr.sandbox;

import com.sun.net.httpserver.HttpHandler;
import io.github.cognitodr.sandbox.SandboxOptions.Service;
import io.github.cognitodr.sandbox.aws.Gateway;
import io.github.cognitodr.sandbox.aws.Loopback;
import io.github.cognitodr.sandbox.aws.S3Server;
import io.github.cognitodr.sandbox.aws.SqsServer;
import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.sandbox.lambda.LambdaHost;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Cognito, Lambda, SQS and S3 of some Regions in this process, on the loopback interface:
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
 *     LambdaFunction function = sandbox.lambda("ap-northeast-1").create(definition);
 *     sandbox.cognitoClient("ap-northeast-1").createUserPool(request -> ...);
 * }
 * }</pre>
 *
 * <p>A function finds all of it by itself: its environment has the SDK's {@code AWS_ENDPOINT_URL_...} variables, and the
 * one for Cognito leads to the Region that a request is signed for. SQS and S3 start when
 * they are first asked for, which takes seconds: whoever wants them early asks early, in a thread of its own.
 * Everything ends with {@link #close}. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

    private final List<String> regions;
    private final Map<String, CognitoRegion> cognito = new LinkedHashMap<>();
    private final Map<String, LambdaHost> lambda = new LinkedHashMap<>();
    private final Map<String, Lazy<SqsServer>> sqs = new LinkedHashMap<>();
    private final Map<String, URI> sqsEndpoints = new HashMap<>();
    private final @Nullable Lazy<S3Server> s3;
    private final @Nullable URI s3Endpoint;
    private final Gateway gateway;
    private final SandboxClients clients = new SandboxClients();
    private final Map<String, CognitoIdentityProviderClient> cognitoClients = new ConcurrentHashMap<>();
    private final Map<String, SqsClient> sqsClients = new ConcurrentHashMap<>();
    private final Map<String, S3Client> s3Clients = new ConcurrentHashMap<>();

    private Sandbox(SandboxOptions options) {
        this.regions = options.regions();
        if (options.services().contains(Service.S3)) {
            int port = Loopback.freePort();
            s3Endpoint = Loopback.uri(port);
            s3 = new Lazy<>(() -> S3Server.start(port));
        } else {
            s3Endpoint = null;
            s3 = null;
        }
        Map<String, HttpHandler> doors = new HashMap<>();
        for (String region : regions) {
            if (options.services().contains(Service.SQS)) {
                int port = Loopback.freePort();
                sqsEndpoints.put(region, Loopback.uri(port));
                sqs.put(region, new Lazy<>(() -> SqsServer.start(region, LambdaHost.ACCOUNT, port, options.clock())));
            }
            LambdaHost host = new LambdaHost(region, () -> endpoints(region));
            CognitoRegion pools = options.cognito()
                    .apply(CognitoRegion.builder(region).clock(options.clock()))
                    .functions(host)
                    .build();
            lambda.put(region, host);
            cognito.put(region, pools);
            doors.put(region, pools::handle);
        }
        gateway = new Gateway(doors);
    }

    /** Starts one; Cognito and Lambda are ready when this returns. */
    public static Sandbox start(SandboxOptions options) {
        return new Sandbox(options);
    }

    /**
     * Cognito of a Region: its endpoint, its outbox, its faults.
     *
     * @throws IllegalArgumentException if the sandbox has no such Region
     */
    public CognitoRegion cognito(String region) {
        return of(cognito, region);
    }

    /** Lambda of a Region. */
    public LambdaHost lambda(String region) {
        return of(lambda, region);
    }

    /** SQS of a Region, for its outages. */
    public SqsServer sqs(String region) {
        if (sqs.isEmpty()) {
            throw new IllegalStateException("the sandbox was started without SQS");
        }
        return of(sqs, region).get();
    }

    /** Where SQS of a Region listens. */
    public URI sqsEndpoint(String region) {
        return sqs(region).endpoint();
    }

    /** S3, for all Regions: its faults, and what was asked of it. */
    public S3Server s3() {
        if (s3 == null) {
            throw new IllegalStateException("the sandbox was started without S3");
        }
        return s3.get();
    }

    /** Where S3 listens, for all Regions. */
    public URI s3Endpoint() {
        return s3().endpoint();
    }

    /** Where Cognito of all Regions listens, for signed requests: the Region stands in the signature. */
    public URI gatewayEndpoint() {
        return gateway.endpoint();
    }

    /** A client of a Region's Cognito, the same at each call; it is closed with the sandbox. */
    public CognitoIdentityProviderClient cognitoClient(String region) {
        URI endpoint = cognito(region).endpoint();
        return cognitoClients.computeIfAbsent(
                region, key -> clients.build(CognitoIdentityProviderClient.builder(), key, endpoint));
    }

    /** A client of a Region's SQS, the same at each call; it is closed with the sandbox. */
    public SqsClient sqsClient(String region) {
        URI endpoint = sqsEndpoint(region);
        return sqsClients.computeIfAbsent(region, key -> clients.build(SqsClient.builder(), key, endpoint));
    }

    /** A client of S3, the same at each call; it is closed with the sandbox. */
    public S3Client s3Client() {
        URI endpoint = s3Endpoint();
        return s3Clients.computeIfAbsent(regions.get(0), key -> clients.build(S3Client.builder(), key, endpoint));
    }

    /** Ends everything, the functions first. */
    @Override
    public void close() {
        clients.close();
        lambda.values().forEach(LambdaHost::close);
        gateway.close();
        cognito.values().forEach(CognitoRegion::close);
        sqs.values().forEach(server -> server.ifStarted(SqsServer::close));
        if (s3 != null) {
            s3.ifStarted(S3Server::close);
        }
    }

    /**
     * By these the SDK inside a function finds the sandbox (SDK guide, Service-specific endpoints). No server is
     * started for it: whoever made the function's queue or bucket has started it.
     */
    private Map<String, String> endpoints(String region) {
        Map<String, String> variables = new HashMap<>();
        variables.put(
                "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", gatewayEndpoint().toString());
        URI queues = sqsEndpoints.get(region);
        if (queues != null) {
            variables.put("AWS_ENDPOINT_URL_SQS", queues.toString());
        }
        if (s3Endpoint != null) {
            variables.put("AWS_ENDPOINT_URL_S3", s3Endpoint.toString());
        }
        return variables;
    }

    private static <T> T of(Map<String, T> all, String region) {
        T found = all.get(region);
        if (found == null) {
            throw new IllegalArgumentException("the sandbox has no Region " + region + ", only " + all.keySet());
        }
        return found;
    }
}
