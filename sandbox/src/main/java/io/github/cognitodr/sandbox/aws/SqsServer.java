package io.github.cognitodr.sandbox.aws;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;
import scala.concurrent.Await;
import scala.concurrent.Future;
import scala.concurrent.duration.Duration;

/**
 * SQS of one Region: ElasticMQ within this process. It keeps FIFO order, deduplication, delay, visibility and redrive; it
 * would accept a standard dead-letter queue for a FIFO one, which SQS refuses. Thread-safe.
 */
public final class SqsServer implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** The server itself would wait for a minute, and then fail. */
    private static final Duration FOR_REQUESTS_IN_FLIGHT = Duration.create(3, TimeUnit.SECONDS);

    /** Nothing is logged, and no thread keeps the process alive. */
    private static final String SETTINGS = """
            pekko {
              loglevel = "OFF"
              stdout-loglevel = "OFF"
              loggers = []
              daemonic = on
              jvm-shutdown-hooks = off
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              http.server.request-timeout = 21 s
            }
            """;

    private final String region;
    private final String account;
    private final ActorSystem system;
    private final ActorRef queues;
    private final int port;
    private @Nullable SQSRestServer server;

    private SqsServer(String region, String account, int port, Clock clock) {
        this.region = region;
        this.account = account;
        Config config = ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load());
        this.system = ActorSystem.create("sqs-" + COUNT.incrementAndGet(), config);
        // Kept apart from the HTTP server, so that the queues outlive an outage.
        this.queues = system.actorOf(Props.create(ClockedQueues.class, () -> new ClockedQueues(new ClockTime(clock))));
        this.port = port;
        up();
    }

    /**
     * Starts with no queues on the loopback interface, by the machine's clock; takes about a second the first time.
     *
     * @param port the queue URLs hold it, so it stays the same after an outage
     */
    public static SqsServer start(String region, String account, int port) {
        return start(region, account, port, Clock.systemUTC());
    }

    /**
     * Starts with no queues, and keeps to a clock: delays, visibility, deduplication, what is counted as visible, and the
     * times in a message's attributes. How long a receive waits is real time; one that waits while the clock is moved
     * finds what has become visible within half a second. A queue's own CreatedTimestamp is the machine's.
     *
     * @param port the queue URLs hold it, so it stays the same after an outage
     */
    public static SqsServer start(String region, String account, int port, Clock clock) {
        return new SqsServer(region, account, port, clock);
    }

    /** Where it listens. */
    public URI endpoint() {
        return Loopback.uri(port);
    }

    /** Plays an outage: connections are refused until {@link #up}. Messages and their timers stay. */
    public synchronized void down() {
        if (server != null) {
            Future<Object> stopped = server.stopAndGetFuture().apply();
            server = null;
            try {
                Await.ready(stopped, FOR_REQUESTS_IN_FLIGHT);
            } catch (TimeoutException inFlight) {
                // No connection is accepted any more; an answer that is still awaited comes or does not.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends an outage. */
    public synchronized void up() {
        if (server == null) {
            SQSRestServer starting = SQSRestServerBuilder.withActorSystem(system)
                    .withQueueManagerActor(queues)
                    .withInterface(Loopback.HOST)
                    .withPort(port)
                    .withServerAddress(new NodeAddress("http", Loopback.HOST, port, ""))
                    .withAWSRegion(region)
                    .withAWSAccountId(account)
                    .start();
            starting.waitUntilStarted();
            server = starting;
        }
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stopAndGetFuture().apply();
            server = null;
        }
        system.terminate();
    }
}
