package io.github.cognitodr.sandbox.cloudformation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cognitodr.sandbox.aws.Loopback;
import io.github.cognitodr.sandbox.faults.Failure;
import io.github.cognitodr.sandbox.faults.Faults;
import io.github.cognitodr.sandbox.faults.Ruling;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CloudFormation of one Region: stacks that somebody has deployed, described to the unmodified SDK and the AWS command line
 * by the one operation {@code DescribeStacks}. Nothing is deployed; a test says what a deployment would have left:
 *
 * <pre>{@code
 * sandbox.cloudFormation("ap-northeast-3").put("CognitoDrStandby", Map.of("UserPoolId", poolId));
 * sandbox.cloudFormation("ap-northeast-3").status("CognitoDrStandby", StackStatus.UPDATE_IN_PROGRESS);
 * }</pre>
 *
 * <p>Source: CloudFormation API Reference, DescribeStacks, whose answer comes whole: it has pages only beyond a megabyte.
 * Signatures are asked for, not checked. Thread-safe.
 */
public final class CloudFormationRegion implements AutoCloseable {

    /** "must start with an alphabetic character and can't be longer than 128 characters" (API Reference, CreateStack) */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9]{0,127}");

    private final String region;
    private final String account;
    private final Clock clock;
    private final ConcurrentMap<String, Stack> stacks = new ConcurrentSkipListMap<>();
    private final Faults<String> faults = new Faults<>(action -> action);
    private final HttpServer server = Loopback.server();
    private final ExecutorService threads;

    private CloudFormationRegion(String region, String account, Clock clock) {
        this.region = region;
        this.account = account;
        this.clock = clock;
        threads = Loopback.threads("cloudformation-" + region);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts with no stacks on a free port of the loopback interface. */
    public static CloudFormationRegion start(String region, String account, Clock clock) {
        return new CloudFormationRegion(region, account, clock);
    }

    /** Where it listens. */
    public URI endpoint() {
        return Loopback.uri(server);
    }

    /** A stack with these outputs, which have no descriptions; see {@link #put(String, List)}. */
    public void put(String stackName, Map<String, String> outputs) {
        put(
                stackName,
                outputs.entrySet().stream()
                        .map(output -> StackOutput.of(output.getKey(), output.getValue()))
                        .toList());
    }

    /**
     * A stack with these outputs: CREATE_COMPLETE, or UPDATE_COMPLETE where it was there before, with the id and the time
     * of creation that it had.
     *
     * @throws IllegalArgumentException if CloudFormation would refuse the name
     */
    public void put(String stackName, List<StackOutput> outputs) {
        if (!NAME.matcher(stackName).matches()) {
            throw new IllegalArgumentException("a stack's name has letters, digits and hyphens: " + stackName);
        }
        stacks.compute(
                stackName,
                (name, before) -> before == null
                        ? new Stack(name, id(name), clock.instant(), null, StackStatus.CREATE_COMPLETE, outputs)
                        : before.with(outputs, clock.instant()));
    }

    /**
     * Where the stack stands from now on.
     *
     * @throws IllegalArgumentException if there is no such stack
     */
    public void status(String stackName, StackStatus status) {
        if (stacks.computeIfPresent(stackName, (name, before) -> before.with(status)) == null) {
            throw new IllegalArgumentException("there is no stack " + stackName + ", only " + stacks.keySet());
        }
    }

    /** Takes the stack away, as if it had never been. */
    public void remove(String stackName) {
        stacks.remove(stackName);
    }

    /** What goes wrong, by action; nothing, to begin with. */
    public Faults<String> faults() {
        return faults;
    }

    /** Answers a request that came to another server of this process, and closes the exchange. May block. */
    public void handle(HttpExchange exchange) {
        try {
            answer(exchange);
        } catch (IOException callerWentAway) {
            // Nobody is left to be told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    /** Stops listening; calls that hang are let go. */
    @Override
    public void close() {
        faults.clear();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        QueryRequest request = QueryRequest.read(exchange.getRequestBody().readAllBytes());
        Ruling ruling = faults.rule(request.action());
        if (!ruling.admits()) {
            return;
        }
        Failure failure = ruling.failure();
        if (failure != null) {
            send(exchange, QueryError.of(failure, request.action(), resource(request.get("StackName"))));
        } else if (!exchange.getRequestHeaders().containsKey("Authorization")) {
            send(exchange, QueryError.unsigned());
        } else if (!request.action().equals("DescribeStacks")) {
            send(exchange, QueryError.unknownAction(request.action()));
        } else {
            describe(exchange, request.get("StackName"), ruling);
        }
    }

    private void describe(HttpExchange exchange, @Nullable String nameOrId, Ruling ruling)
            throws IOException, InterruptedException {
        Collection<Stack> found = nameOrId == null ? stacks.values() : find(nameOrId);
        if (!ruling.answers()) {
            return;
        }
        if (nameOrId != null && found.isEmpty()) {
            send(exchange, QueryError.unknownStack(nameOrId));
        } else {
            send(exchange, 200, QueryAnswer.of(found));
        }
    }

    private Collection<Stack> find(String nameOrId) {
        return stacks.values().stream()
                .filter(stack -> stack.name().equals(nameOrId) || stack.id().equals(nameOrId))
                .toList();
    }

    /** What a policy would have to name: the stack's ARN, whatever its unique part, or everything. */
    private String resource(@Nullable String nameOrId) {
        if (nameOrId == null) {
            return arn("*");
        }
        return nameOrId.startsWith("arn:") ? nameOrId : arn(nameOrId) + "/*";
    }

    private String id(String name) {
        return arn(name) + "/" + UUID.randomUUID();
    }

    private String arn(String stack) {
        return "arn:aws:cloudformation:" + region + ":" + account + ":stack/" + stack;
    }

    private static void send(HttpExchange exchange, QueryError error) throws IOException {
        if (error.code().isEmpty()) {
            exchange.sendResponseHeaders(error.status(), -1);
        } else {
            send(exchange, error.status(), QueryAnswer.of(error));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
