package io.github.cognitodr.sandbox.cognito;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cognitodr.sandbox.FunctionInvoker;
import io.github.cognitodr.sandbox.InvocationResult;
import io.github.cognitodr.sandbox.cognito.csv.ImportFile;
import io.github.cognitodr.sandbox.faults.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Amazon Cognito user pools of one Region: an HTTP endpoint on the loopback interface for the unmodified AWS SDK and the
 * AWS command line.
 *
 * <pre>{@code
 * try (CognitoRegion tokyo = CognitoRegion.builder("ap-northeast-1").functions(lambda).build()) {
 *     CognitoIdentityProviderClient client = CognitoIdentityProviderClient.builder()
 *             .endpointOverride(tokyo.endpoint())
 *             .region(Region.of(tokyo.region()))
 *             .build();
 *     ...
 *     String code = tokyo.outbox().latest("one@example.com").orElseThrow().code();
 * }
 * }</pre>
 *
 * <p>Import files go to a pre-signed URL at the same endpoint, import logs are read from it by the protocol of CloudWatch
 * Logs, and {@code GET /_sandbox/outbox} shows the outbox to people. Signatures are asked for, not checked. Everything is
 * kept in memory and is gone after {@link #close()}. Thread-safe.
 */
public final class CognitoRegion implements AutoCloseable {
    static {
        // Otherwise an answer waits for the acknowledgement of its headers: 45 ms a call. Read once, when the first
        // server of the process is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final RegionState state;
    private final Faults<String> faults = new Faults<>(operation -> operation);
    private final Traffic traffic = new Traffic();
    private final Endpoint endpoint;
    private final HttpServer server;
    private final ExecutorService threads;

    private CognitoRegion(Builder builder) {
        Pools pools = new Pools();
        Outbox outbox = new Outbox();
        server = listen();
        threads = threads(builder.region);
        Imports imports = new Imports(builder.region, builder.clock, builder.importSettings(), this::endpoint);
        state = new RegionState(
                builder.region,
                builder.clock,
                pools,
                outbox,
                new Delivery(outbox),
                new Triggers(builder.functions, builder.triggerAttempts),
                imports,
                new Sessions(),
                builder.listingLag);
        endpoint = new Endpoint(
                builder.region,
                cognito(state),
                logs(state),
                new TokenBuckets(builder.quotas, System::nanoTime),
                faults,
                outbox,
                new UploadEndpoint(pools, builder.clock),
                traffic);
        server.setExecutor(threads);
        server.createContext("/", endpoint::handle);
        server.start();
    }

    private static HttpServer listen() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the sandbox's Cognito", e);
        }
    }

    /** Unbounded: requests that hang must not keep others from being answered. */
    private static ExecutorService threads(String region) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "cognito-" + region + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Operations cognito(RegionState state) {
        Operations operations = new Operations();
        new PoolOperations(state).register(operations);
        new ClientOperations(state).register(operations);
        new UserOperations(state).register(operations);
        new AttributeOperations(state).register(operations);
        new GroupOperations(state).register(operations);
        new SignUpOperations(state).register(operations);
        new PasswordOperations(state).register(operations);
        new ListUsersOperation(state).register(operations);
        new ImportOperations(state).register(operations);
        new SignInOperations(state).register(operations);
        new SoftwareTokenOperations(state).register(operations);
        return operations;
    }

    private static Operations logs(RegionState state) {
        Operations operations = new Operations();
        new LogsOperations(state).register(operations);
        return operations;
    }

    /**
     * A Region to be set up.
     *
     * @param region its name, such as {@code ap-northeast-1}; pool ids begin with it
     */
    public static Builder builder(String region) {
        return new Builder(region);
    }

    /** The Region's name. */
    public String region() {
        return state.region();
    }

    /** Where it listens: {@code http://127.0.0.1:port}, without a slash at the end. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers a request that came to another server of this process, and closes the exchange. May block. */
    public void handle(HttpExchange exchange) {
        endpoint.handle(exchange);
    }

    /** The messages that were "sent". */
    public Outbox outbox() {
        return state.outbox();
    }

    /** What goes wrong here; nothing, to begin with. */
    public Faults<String> faults() {
        return faults;
    }

    /** What has been asked of this Region so far. */
    public Traffic traffic() {
        return traffic;
    }

    /**
     * Fills a pool without HTTP, for those who need more users than they have time to create: a million take some seconds
     * and less than a gigabyte. Each user is CONFIRMED and enabled, with a verified email address, a name, a phone number,
     * a birthdate, {@code custom:origin_sub} (nine of ten) and {@code custom:note}, as far as the pool's schema has them;
     * what AdminCreateUser checks is checked, no trigger is called, and nothing is sent. Nobody knows their password.
     *
     * <p>Users are made of their numbers: user 7 is {@code person7@example.com}, or {@code person7} in a pool where people
     * sign in with a username; the numbers that end in 9 have no {@code custom:origin_sub}, as users born in this pool.
     *
     * @param first the number of the first user, 0 or more
     * @param count how many, with consecutive numbers up to 99,999,999
     * @throws IllegalArgumentException where there is no such pool, or it refuses one of them, say because it has a user of
     *     that address already; others may be there then
     */
    public void populate(String userPoolId, int first, int count) {
        if (first < 0 || count < 0 || first > SyntheticUsers.LARGEST_NUMBER - count + 1) {
            throw new IllegalArgumentException(
                    "numbers must be from 0 to " + SyntheticUsers.LARGEST_NUMBER + ": " + first + ", " + count);
        }
        try {
            Pool pool = state.pools().get(userPoolId);
            SyntheticUsers users = new SyntheticUsers(pool);
            Instant now = state.now();
            users.inOrder(first, count)
                    .parallel()
                    .forEach(number -> pool.users().insert(users.of(number, now), false));
        } catch (AwsError e) {
            throw new IllegalArgumentException(e.text(), e);
        }
    }

    /**
     * Puts a web ACL that blocks before the Region's pools, or opens it: public operations fail with ForbiddenException,
     * and IAM-signed ones pass. Open to begin with.
     */
    public void fence(boolean closed) {
        endpoint.fence(closed);
    }

    /**
     * The log lines of an import job, in order.
     *
     * @throws IllegalArgumentException when there is no such pool or job
     */
    public List<String> importLog(String userPoolId, String jobId) {
        try {
            return state.pools().get(userPoolId).importJob(jobId).log().stream()
                    .map(ImportJob.LogLine::text)
                    .toList();
        } catch (AwsError e) {
            throw new IllegalArgumentException(e.text(), e);
        }
    }

    /** Stops listening; calls that hang are let go. */
    @Override
    public void close() {
        faults.clear();
        server.stop(0);
        threads.shutdownNow();
        state.imports().close();
    }

    /** The choices of a Region. */
    public static final class Builder {
        private final String region;
        private Clock clock = Clock.systemUTC();
        private FunctionInvoker functions =
                (arn, payload, limit) -> new InvocationResult.Unavailable("There are no functions here");
        private int triggerAttempts = 3;
        private Quotas quotas = Quotas.off();
        private Duration importDelay = Duration.ZERO;
        private Duration listingLag = Duration.ZERO;
        private boolean headerIsLineOne = true;
        private boolean passwordHashColumn;
        private ImportFailureRule importFailureRule = ImportFailureRule.assumed();
        private ImportFile.Limits importLimits = ImportFile.Limits.real();

        private Builder(String region) {
            if (region.isBlank() || region.contains("_")) {
                throw new IllegalArgumentException("region must be the name of a Region: " + region);
            }
            this.region = region;
        }

        /** The Region's name, for those who set up several and want one to differ. */
        public String region() {
            return region;
        }

        /** The time of users, codes, tokens and jobs; the system's by default. Quotas and delays keep to real time. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock);
            return this;
        }

        /** Who runs the Lambda functions that triggers name; by default there are none. */
        public Builder functions(FunctionInvoker functions) {
            this.functions = Objects.requireNonNull(functions);
            return this;
        }

        /**
         * How often a trigger that does not answer within its 5 s is called, all in all: 3 by default, as earlier editions
         * of the Guide had it. The present one says only that Cognito may retry.
         *
         * @param attempts 1 or more
         */
        public Builder triggerAttempts(int attempts) {
            if (attempts < 1) {
                throw new IllegalArgumentException("attempts must be 1 or more: " + attempts);
            }
            this.triggerAttempts = attempts;
            return this;
        }

        /** How much the Region takes; everything by default. */
        public Builder quotas(Quotas quotas) {
            this.quotas = Objects.requireNonNull(quotas);
            return this;
        }

        /** How long a started import job stays Pending, in real time; no time by default. */
        public Builder importDelay(Duration delay) {
            this.importDelay = Objects.requireNonNull(delay);
            return this;
        }

        /** Whether the lines of an import's log count the header as line 1; they do by default. Unconfirmed (facts). */
        public Builder headerIsLineOne(boolean counted) {
            this.headerIsLineOne = counted;
            return this;
        }

        /** Whether the import header has a column {@code password_hash}; it has not by default. */
        public Builder passwordHashColumn(boolean present) {
            this.passwordHashColumn = present;
            return this;
        }

        /** When an import ends Failed; see {@link ImportFailureRule#assumed()} for the default. */
        public Builder importFailureRule(ImportFailureRule rule) {
            this.importFailureRule = Objects.requireNonNull(rule);
            return this;
        }

        /** How large an import file may be; as on AWS by default. */
        public Builder importLimits(ImportFile.Limits limits) {
            this.importLimits = Objects.requireNonNull(limits);
            return this;
        }

        /** ListUsers shows new and changed users as they were so long ago, by the clock; no lag by default. */
        public Builder listingLag(Duration lag) {
            this.listingLag = Objects.requireNonNull(lag);
            return this;
        }

        private ImportSettings importSettings() {
            return new ImportSettings(
                    importDelay, headerIsLineOne, passwordHashColumn, importFailureRule, importLimits);
        }

        /** Starts the Region; it listens when this returns. */
        public CognitoRegion build() {
            return new CognitoRegion(this);
        }
    }
}
