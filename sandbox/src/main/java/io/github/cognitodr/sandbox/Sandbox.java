package io.github.cognitodr.sandbox;

import com.sun.net.httpserver.HttpHandler;
import io.github.cognitodr.sandbox.SandboxOptions.Service;
import io.github.cognitodr.sandbox.aws.Forwarding;
import io.github.cognitodr.sandbox.aws.Gateway;
import io.github.cognitodr.sandbox.aws.Loopback;
import io.github.cognitodr.sandbox.aws.S3Server;
import io.github.cognitodr.sandbox.aws.SandboxCredentials;
import io.github.cognitodr.sandbox.aws.SqsServer;
import io.github.cognitodr.sandbox.cloudformation.CloudFormationRegion;
import io.github.cognitodr.sandbox.cognito.CognitoRegion;
import io.github.cognitodr.sandbox.lambda.LambdaHost;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Cognito, Lambda, CloudFormation, SQS and S3 of some Regions in this process, on the loopback interface:
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
 *     LambdaFunction function = sandbox.lambda("ap-northeast-1").create(definition);
 *     sandbox.cognitoClient("ap-northeast-1").createUserPool(request -> ...);
 * }
 * }</pre>
 *
 * <p>A function finds all of it by itself: its environment has the SDK's {@code AWS_ENDPOINT_URL_...} variables, and the
 * one for Cognito leads to the Region that a request is signed for. {@link #environment} does the same for any other
 * process. SQS and S3 start when
 * they are first asked for, which takes seconds: whoever wants them early asks early, in a thread of its own.
 * Everything ends with {@link #close}. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

    private final List<String> regions;
    private final Map<String, CognitoRegion> cognito = new LinkedHashMap<>();
    private final Map<String, LambdaHost> lambda = new LinkedHashMap<>();
    private final Map<String, CloudFormationRegion> cloudFormation = new LinkedHashMap<>();
    private final Map<String, Lazy<SqsServer>> sqs = new LinkedHashMap<>();
    private final Map<String, URI> sqsEndpoints = new HashMap<>();
    private final @Nullable Lazy<S3Server> s3;
    private final @Nullable URI s3Endpoint;
    private final Gateway gateway;
    private final SandboxClients clients = new SandboxClients();
    private final Map<String, CognitoIdentityProviderClient> cognitoClients = new ConcurrentHashMap<>();
    private final Map<String, SqsClient> sqsClients = new ConcurrentHashMap<>();
    private final Map<String, S3Client> s3Clients = new ConcurrentHashMap<>();

    /** The buckets that are down with their Regions. */
    private final Map<String, Set<String>> bucketsDown = new HashMap<>();

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
        Map<String, Map<String, HttpHandler>> doors = new HashMap<>();
        for (String region : regions) {
            if (options.services().contains(Service.SQS)) {
                int port = Loopback.freePort();
                sqsEndpoints.put(region, Loopback.uri(port));
                sqs.put(region, new Lazy<>(() -> SqsServer.start(region, LambdaHost.ACCOUNT, port, options.clock())));
                door(doors, "sqs", region, new Forwarding(() -> sqsEndpoint(region)));
            }
            LambdaHost host = new LambdaHost(region, () -> endpoints(region));
            CognitoRegion pools = options.cognito()
                    .apply(CognitoRegion.builder(region).clock(options.clock()))
                    .functions(host)
                    .build();
            lambda.put(region, host);
            cognito.put(region, pools);
            door(doors, "cognito-idp", region, pools::handle);
            door(doors, "logs", region, pools::handle);
            CloudFormationRegion stacks = CloudFormationRegion.start(region, LambdaHost.ACCOUNT, options.clock());
            cloudFormation.put(region, stacks);
            door(doors, "cloudformation", region, stacks::handle);
        }
        gateway = new Gateway(doors);
    }

    private static void door(
            Map<String, Map<String, HttpHandler>> doors, String service, String region, HttpHandler handler) {
        doors.computeIfAbsent(service, name -> new HashMap<>()).put(region, handler);
    }

    /** Starts one; Cognito, Lambda and CloudFormation are ready when this returns. */
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

    /** CloudFormation of a Region: the stacks that it tells of, and its faults. */
    public CloudFormationRegion cloudFormation(String region) {
        return of(cloudFormation, region);
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

    /**
     * Where Cognito, CloudFormation, CloudWatch Logs and SQS of all Regions listen, for signed requests: service and Region
     * stand in the signature.
     */
    public URI gatewayEndpoint() {
        return gateway.endpoint();
    }

    /**
     * What another process needs in its environment so that its unmodified SDK clients find all of this, in all Regions: the
     * endpoints, credentials, and no way to others. Its Region is its own business.
     *
     * <pre>{@code
     * ProcessBuilder builder = new ProcessBuilder("java", "-jar", "operator.jar", "doctor");
     * builder.environment().putAll(sandbox.environment());
     * }</pre>
     *
     * <p>What it names answers when this returns: SQS of every Region and S3 are started, and not named where the sandbox is
     * without them.
     */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        String door = gatewayEndpoint().toString();
        variables.put("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", door);
        variables.put("AWS_ENDPOINT_URL_CLOUDFORMATION", door);
        variables.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", door);
        if (!sqs.isEmpty()) {
            sqs.values().forEach(Lazy::get);
            variables.put("AWS_ENDPOINT_URL_SQS", door);
        }
        if (s3 != null) {
            variables.put("AWS_ENDPOINT_URL_S3", s3Endpoint().toString());
        }
        variables.putAll(SandboxCredentials.VARIABLES);
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        // The SDK and the command line take a proxy from the environment.
        variables.put("NO_PROXY", Loopback.HOST);
        return variables;
    }

    /**
     * Plays the end of a Region: Cognito with its logs and uploads, CloudFormation and SQS close every connection without an
     * answer, or refuse it, until {@link #regionUp}; what they hold stays, and so do faults that are set. Lambda runs on.
     *
     * @param buckets which buckets are in the Region, and go with it: S3 here is one for all Regions
     */
    public synchronized void regionDown(String region, String... buckets) {
        if (buckets.length > 0) {
            s3();
        }
        cognito(region).faults().down();
        cloudFormation(region).faults().down();
        if (!sqs.isEmpty()) {
            sqs(region).down();
        }
        bucketsDown.put(region, Set.of(buckets));
        playBucketsDown();
    }

    /** Ends what {@link #regionDown} began, buckets included. */
    public synchronized void regionUp(String region) {
        cognito(region).faults().up();
        cloudFormation(region).faults().up();
        if (!sqs.isEmpty()) {
            sqs(region).up();
        }
        bucketsDown.remove(region);
        playBucketsDown();
    }

    private void playBucketsDown() {
        Set<String> down = bucketsDown.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
        if (!down.isEmpty()) {
            s3().faults().down(call -> down.contains(call.bucket()));
        } else if (s3 != null) {
            s3.ifStarted(server -> server.faults().up());
        }
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
        cloudFormation.values().forEach(CloudFormationRegion::close);
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
