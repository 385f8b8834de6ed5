package io.github.cognitodr.sandbox.aws;

import com.adobe.testing.s3mock.S3MockApplication;
import io.github.cognitodr.sandbox.faults.Faults;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.task.support.TaskExecutorAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * S3: S3Mock within this process, one for all Regions, as bucket names are. It keeps conditional writes, multipart uploads,
 * metadata, tags and ranges; what it does otherwise than S3 is put right here: that two conditional writes at a time both win,
 * and that aborting an upload takes the object under the same key along, and an object's deletion the uploads.
 *
 * <p>What is left: values of the tagging header are not decoded; deleting many objects in one call takes their unfinished uploads
 * along. Completing an upload again answers as the first time, as S3 was seen to do, though it documents NoSuchUpload for an
 * upload that is completed (API Reference, CompleteMultipartUpload); with {@code If-None-Match: *} it answers 412. Thread-safe.
 */
public final class S3Server implements AutoCloseable {

    /** Held, because a logger that nobody holds forgets its level. */
    private static final List<Logger> QUIET = Stream.of("org.apache", "org.springframework", "com.adobe")
            .map(Logger::getLogger)
            .toList();

    private final TemporaryDirectory directory;
    private final ConfigurableApplicationContext context;
    private final URI endpoint;
    private final Faults<S3Call> faults;
    private final S3Calls calls;

    private S3Server(
            TemporaryDirectory directory,
            ConfigurableApplicationContext context,
            URI endpoint,
            Faults<S3Call> faults,
            S3Calls calls) {
        this.directory = directory;
        this.context = context;
        this.endpoint = endpoint;
        this.faults = faults;
        this.calls = calls;
    }

    /** Starts with no buckets on this port of the loopback interface; takes some seconds. */
    public static S3Server start(int port) {
        if (System.getProperty("org.springframework.boot.logging.LoggingSystem") == null) {
            // Spring would set up the logging of the whole process.
            System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        }
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
        Faults<S3Call> faults = new Faults<>(S3Call::operation);
        S3Calls calls = new S3Calls();
        TemporaryDirectory directory = TemporaryDirectory.create("cognito-dr-s3-");
        // S3MockApplication.start() would open its ports on all interfaces.
        ConfigurableApplicationContext context = new SpringApplicationBuilder(S3MockApplication.class)
                .properties(Map.of(
                        "server.address",
                        Loopback.HOST,
                        "server.port",
                        Integer.toString(port),
                        "server.ssl.enabled",
                        "false",
                        "http.port",
                        "0",
                        "com.adobe.testing.s3mock.store.root",
                        directory.path().toString(),
                        "spring.main.log-startup-info",
                        "false"))
                .bannerMode(Banner.Mode.OFF)
                .registerShutdownHook(false)
                .initializers(starting -> {
                    starting.getBeanFactory().addBeanPostProcessor(new LoopbackOnly());
                    S3Order order = new S3Order(new S3Objects(starting.getBeanFactory()));
                    starting.getBeanFactory().addBeanPostProcessor(new Valves(new S3Valve(faults, calls, order)));
                })
                .run();
        return new S3Server(directory, context, Loopback.uri(port), faults, calls);
    }

    /** Where it listens; the SDK uses path-style addresses for it by itself. */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * What goes wrong, by operation or by operation and key:
     *
     * <pre>{@code
     * s3.faults().set("PutObject", Fault.throttle());
     * s3.faults().choose(call -> call.is("PutObject", "manifest.json") ? Fault.loseAnswer() : Fault.none());
     * }</pre>
     *
     * <p>The JDK's URL connection, by which the functions talk, asks a GET, HEAD or DELETE once more by itself when a connection
     * that it kept closes without an answer: a fault that is meant to hit once hits the first of the two, unseen by the SDK.
     */
    public Faults<S3Call> faults() {
        return faults;
    }

    /** What was asked of it, once that is being written down. */
    public S3Calls calls() {
        return calls;
    }

    @Override
    public void close() {
        // Tomcat waits for what hangs.
        faults.clear();
        context.close();
        directory.close();
    }

    /** S3Mock's second connector knows no address of its own. */
    private static final class LoopbackOnly implements BeanPostProcessor {

        @Override
        public Object postProcessBeforeInitialization(Object bean, String beanName) {
            if (bean instanceof Connector connector) {
                connector.setProperty("address", Loopback.HOST);
            }
            return bean;
        }
    }

    /** Puts the valve before everything that S3Mock does. */
    private record Valves(S3Valve valve) implements BeanPostProcessor {

        @Override
        public Object postProcessBeforeInitialization(Object bean, String beanName) {
            if (bean instanceof ConfigurableTomcatWebServerFactory tomcat) {
                tomcat.addEngineValves(valve);
            }
            if (bean instanceof RequestMappingHandlerAdapter adapter) {
                // S3Mock sends objects from threads of Spring's; here a call is over when the valve has it back.
                adapter.setTaskExecutor(new TaskExecutorAdapter(Runnable::run));
            }
            return bean;
        }
    }
}
